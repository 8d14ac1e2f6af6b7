import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Step } from "@spendrail/ledger";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openSqliteStore } from "../src/open.js";
import { SqliteStore } from "../src/sqlite-store.js";

const folder = mkdtempSync(join(tmpdir(), "group-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A connection that counts its commits. */
class Counting extends DatabaseSync {
  commits = 0;

  override exec(sql: string): void {
    super.exec(sql);
    if (sql === "COMMIT") this.commits += 1;
  }
}

/** Writes one document, provided that it is not there yet. */
function write(key: string, atMs: number): Step {
  return {
    expect: [{ key, revision: 0 }],
    instant: { atMs, accounts: [] },
    moves: [],
    advances: false,
    releases: [],
    adds: [],
    fills: [],
    puts: [{ key, body: "{}", lists: [{ list: "all" }] }],
    records: [{ account: "agent", type: "payment.voided", body: "{}", digest: "" }],
  };
}

let files = 0;
let database: Counting;
let store: SqliteStore;
let other: SqliteStore;
beforeEach(async () => {
  files += 1;
  const path = join(folder, `${files}.db`);
  const opened = openSqliteStore(path);
  if (!opened.ok) throw new Error(opened.failure.message);
  other = opened.value;
  database = new Counting(path);
  store = new SqliteStore(database);
  return async () => {
    await store.close();
    await other.close();
  };
});

async function keysSeenByOthers(): Promise<string[]> {
  const listed = await other.list({ list: "all", order: "oldest", limit: 1000 });
  return listed.ok ? listed.value.map(({ key }) => key) : [];
}

describe("steps that wait at the same time", () => {
  it("share one commit, and others see each before it is answered", async () => {
    const keys = Array.from({ length: 64 }, (_, n) => `key ${String(n).padStart(2, "0")}`);
    const seen = await Promise.all(
      keys.map(async (key) => {
        const answer = await store.commit(write(key, 1));
        return { answer, isSeen: (await keysSeenByOthers()).includes(key) };
      }),
    );
    const applied = { ok: true, value: { applied: true, atMs: 1 } };
    expect(seen).toEqual(keys.map(() => ({ answer: applied, isSeen: true })));
    expect(database.commits).toBe(1);
  });

  it("are judged one after the other: of two that expect the same, the second is not applied", async () => {
    expect(await Promise.all([store.commit(write("a", 1)), store.commit(write("a", 2))])).toEqual([
      { ok: true, value: { applied: true, atMs: 1 } },
      { ok: true, value: { applied: false, because: "revision" } },
    ]);
  });

  it("one that fails half-way takes back all it wrote, and nothing of the others", async () => {
    const half: Step = { ...write("b", 2), records: [{ ...write("b", 2).records[0], digest: null } as never] };
    const answers = await Promise.all([write("a", 1), half, write("c", 3)].map((step) => store.commit(step)));
    expect(answers).toMatchObject([
      { ok: true, value: { applied: true } },
      { ok: false, failure: { code: "unavailable" } },
      { ok: true, value: { applied: true } },
    ]);
    expect(await keysSeenByOthers()).toEqual(["a", "c"]);
    expect(await other.history({ account: "agent", after: 0, limit: 9 })).toMatchObject({
      value: [{ sequence: 1 }, { sequence: 2 }],
    });
    expect(database.commits).toBe(1);
  });
});
