import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createSqliteLedger } from "@spendrail/ledger-sqlite";
import type { Payment } from "@spendrail/model";
import type { Effort } from "../measure/rounds.ts";
import { ratioOf } from "../measure/statistics.ts";
import type { Findings } from "../report/result.ts";
import { POLICY } from "../workload/policy-p.ts";

const CLIENTS = 64;
const NOW_MS = Date.parse("2026-06-17T12:00:00Z");

/** SQLite, 64 clients on one account: authorizations that share commits, one commit each, and a minimal check by hand. */
export async function ledger({ rounds }: Effort): Promise<Findings> {
  const turns = rounds > 5 ? 7 : 1;
  const each = rounds > 5 ? 8 : 2;
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const shared: number[] = [];
    const alone: number[] = [];
    const minimal: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      shared.push(await authorizations(join(folder, `shared-${turn}.db`), CLIENTS, each));
      alone.push(await authorizations(join(folder, `alone-${turn}.db`), 1, each * 8));
      minimal.push(checksByHand(join(folder, `minimal-${turn}.db`), each * 8));
    }
    const group = ratioOf(shared, alone);
    const hand = ratioOf(shared, minimal);
    return {
      results: [
        {
          name: "SQLite, 64 clients, one account",
          unit: "per second",
          value: shared.sort((a, b) => a - b)[turns >> 1]!,
        },
        { name: "SQLite, 64 clients / one commit a payment", unit: "ratio", value: group.median, ...group, atLeast: 4 },
        {
          name: "SQLite, 64 clients / check and record by hand",
          unit: "ratio",
          value: hand.median,
          ...hand,
          atLeast: 0.5,
        },
      ],
      notes: [
        "by hand: three windows checked and recorded in one transaction with a durable commit each; no records, no outbox, no hash chain",
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Payments a second. */
async function authorizations(path: string, clients: number, each: number): Promise<number> {
  const opened = createSqliteLedger(path, { clock: () => NOW_MS });
  if (!opened.ok) throw new Error(opened.error.message);
  const { ledger } = opened;
  await ledger.setPolicy({ account: "agent-7", policy: POLICY, by: "bench" });
  const client = async (name: string) => {
    for (let turn = 0; turn < each; turn += 1) {
      const payment: Payment = {
        id: `${name}-${turn}`,
        account: "agent-7",
        amount: "0.05",
        merchant: "openai.com",
        mcc: "5734",
        scope: "compute",
        driftScore: "0.1",
        at: new Date(NOW_MS).toISOString(),
      };
      const { outcome } = await ledger.authorize(payment);
      if (outcome !== "approved") throw new Error(`the ledger answered ${outcome}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: clients }, (_, index) => client(`c${index}`)));
  const seconds = (performance.now() - start) / 1000;
  await ledger.close();
  return (clients * each) / seconds;
}

function checksByHand(path: string, count: number): number {
  const database = new DatabaseSync(path);
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE spent (span INTEGER PRIMARY KEY, opened REAL, cents INTEGER); INSERT INTO spent VALUES (1, 0, 0), (7, 0, 0), (30, 0, 0)",
  );
  const read = database.prepare("SELECT span, opened, cents FROM spent");
  const write = database.prepare("UPDATE spent SET opened = ?, cents = ? WHERE span = ?");
  const most = new Map([
    [1, 500_00],
    [7, 2000_00],
    [30, 8000_00],
  ]);
  const start = performance.now();
  for (let turn = 0; turn < count; turn += 1) {
    database.exec("BEGIN IMMEDIATE");
    for (const row of read.all()) {
      const span = Number(row.span);
      const isOpen = NOW_MS < Number(row.opened) + span * 86_400_000;
      const cents = (isOpen ? Number(row.cents) : 0) + 5;
      if (cents > most.get(span)!) throw new Error("the window is full");
      write.run(isOpen ? Number(row.opened) : NOW_MS, cents, span);
    }
    database.exec("COMMIT");
  }
  const seconds = (performance.now() - start) / 1000;
  database.close();
  return count / seconds;
}
