// A process that spends without end, until it is killed. Told by its parent where and as whom.
import { existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { authorize, type Ledger, type Settlement } from "@spendrail/ledger";
import { createSqliteLedger } from "../../src/sqlite-ledger.js";
import { type Job, jobOf, type Note, notesIn } from "./job.js";

export interface Orders {
  readonly path: string;
  /** Payments are named after it. */
  readonly name: string;
  readonly seed: number;
  /** What earlier processes of the name wrote, the oldest first. */
  readonly journals: readonly string[];
  /** Where to write. */
  readonly journal: string;
}

const LANES = 6;

process.once("message", (orders: Orders) => {
  const opened = createSqliteLedger(orders.path, { busyMs: 30_000 });
  const journal = openSync(orders.journal, "a");
  const note = (line: Note) => void writeSync(journal, `${JSON.stringify(line)}\n`);
  if (!opened.ok) note({ did: "failed", payment: "", code: opened.error.code });
  else work(opened.ledger, orders, note);
});
process.once("disconnect", () => process.exit());

function work(ledger: Ledger, { name, seed, journals }: Orders, note: (line: Note) => void): void {
  const started = new Map<string, string>();
  const done = new Set<string>();
  for (const line of journals.flatMap((path) => (existsSync(path) ? notesIn(readFileSync(path, "utf8")) : []))) {
    if (line.did === "try") started.set(line.payment, line.at);
    else if (line.did === "done") done.add(line.payment);
  }
  const unfinished = [...started].filter(([payment]) => !done.has(payment));
  let next = started.size;
  const lane = async () => {
    for (;;) {
      const [payment, at] = unfinished.pop() ?? [`${name}-${next++}`, new Date().toISOString()];
      note({ did: "try", payment, at });
      await run(ledger, jobOf(seed, payment), at, note);
    }
  };
  for (let count = 0; count < LANES; count += 1) void lane();
}

const dollars = (cents: number) => String(cents / 100);

/** Every step has an id of its own, so that the job can be done again from the start. */
async function run(ledger: Ledger, job: Job, at: string, note: (line: Note) => void): Promise<void> {
  const { payment, account, merchant, amount, captured, refunded, voids } = job;
  const answer = await authorize(ledger, undefined, { id: payment, account, merchant, amount: dollars(amount), at });
  if (answer.outcome === "failed") return note({ did: "failed", payment, code: answer.error.code });
  if (answer.outcome === "denied") note({ did: "denied", payment });
  else {
    note({ did: "held", payment });
    const name = { account, payment };
    const step = (did: "captured" | "refunded" | "voided", settlement: Settlement) =>
      note(settlement.ok ? { did, payment } : { did: "failed", payment, code: settlement.error.code });
    if (captured > 0) step("captured", await ledger.capture({ ...name, amount: dollars(captured) }));
    if (refunded > 0) step("refunded", await ledger.refund({ ...name, amount: dollars(refunded) }));
    if (voids && captured < amount) step("voided", await ledger.void(name));
  }
  note({ did: "done", payment });
}
