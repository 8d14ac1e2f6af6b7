import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSqliteLedger } from "../../src/sqlite-ledger.js";
import { BUDGETS, PARENT, policyOf } from "./budget.js";
import { faultsOf } from "./check.js";
import { type Note, notesIn } from "./job.js";
import { killed, Workers } from "./workers.js";

const FILES = 8;
const KILLS = 25;
const NAMES = ["w", "x", "y", "z"];
/** The longest time to the next kill. */
const MOST_MS = 60;

const folder = mkdtempSync(join(tmpdir(), "crash-"));
let workers: Workers;
beforeAll(async () => {
  workers = await Workers.start(folder, NAMES.length + 2);
});
afterAll(async () => {
  await workers.stop();
  rmSync(folder, { recursive: true });
});

/** Four processes on one file, each of them replaced when it is killed. */
class Crew {
  readonly #path: string;
  readonly #seed: number;
  readonly #journals = new Map<string, string[]>(NAMES.map((name) => [name, []]));
  readonly #working = new Map<string, ChildProcess>();

  constructor(path: string, seed: number) {
    this.#path = path;
    this.#seed = seed;
  }

  start(name: string): void {
    const journals = this.#journals.get(name) as string[];
    const journal = `${this.#path}.${name}${journals.length}`;
    const orders = { path: this.#path, name, seed: this.#seed, journals: [...journals], journal };
    journals.push(journal);
    this.#working.set(name, workers.next(orders));
  }

  async kill(names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => killed(this.#working.get(name) as ChildProcess)));
  }

  notes(): Note[] {
    const written = [...this.#journals.values()].flat().filter((journal) => existsSync(journal));
    return written.flatMap((journal) => notesIn(readFileSync(journal, "utf8")));
  }
}

async function prepare(path: string): Promise<void> {
  const opened = createSqliteLedger(path);
  if (!opened.ok) throw new Error(opened.error.message);
  const { ledger } = opened;
  for (const account of Object.keys(BUDGETS)) {
    await ledger.setPolicy({ account, policy: policyOf(account), by: "owner" });
    if (account !== PARENT) await ledger.setParents({ account, parents: [PARENT], by: "owner" });
  }
  await ledger.close();
}

test("processes that make the same file at the same time all have it", async () => {
  const crew = new Crew(join(folder, "made.db"), 0);
  try {
    for (const name of NAMES) crew.start(name);
    const answered = () => new Set(crew.notes().map(({ payment }) => payment.split("-")[0]));
    while (answered().size < NAMES.length) await pass(10);
    expect([...answered()].sort()).toEqual(NAMES);
  } finally {
    await crew.kill(NAMES);
  }
});

test.each(Array.from({ length: FILES }, (_, file) => file + 1))(
  `file %i: whatever of four writing processes is killed, ${KILLS} times, no money is lost or counted twice`,
  async (file) => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    const path = join(folder, `${file}.db`);
    await prepare(path);
    const crew = new Crew(path, seed);
    try {
      for (const name of NAMES) crew.start(name);
      for (let kills = 0; kills < KILLS; ) {
        await pass(Math.random() * MOST_MS);
        // The last of each file are killed together: whoever opens it next has to recover it.
        const victims =
          kills === KILLS - NAMES.length ? NAMES : [NAMES[Math.floor(Math.random() * NAMES.length)] as string];
        await crew.kill(victims);
        const faults = await faultsOf(path, seed, crew.notes());
        expect(faults, `seed ${seed}, kill ${kills}`).toEqual([]);
        kills += victims.length;
        if (kills < KILLS) for (const name of victims) crew.start(name);
      }
    } finally {
      await crew.kill(NAMES);
    }
    const done = new Set(crew.notes().map(({ did }) => did));
    for (const did of ["held", "denied", "captured", "refunded", "voided", "done"]) expect(done).toContain(did);
  },
);
