import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { createLedger, type Ledger, type SpendView } from "@spendrail/ledger";
import { openSqliteStore } from "../../src/open.js";
import { BUDGETS, MERCHANTS, PARENT } from "./budget.js";
import { jobOf, type Note } from "./job.js";
import { type Committed, centsOf, type Recount, recount, totalOf } from "./recount.js";

/**
 * What is wrong with a ledger file: nothing, if every acknowledged step is there and counted once, all totals are what a
 * recount gives, the histories are intact and no budget was ever exceeded. The file may be in use.
 *
 * @param notes what workers had written before the call
 */
export async function faultsOf(path: string, seed: number, notes: readonly Note[]): Promise<string[]> {
  const copy = `${path}.copy`;
  const { records, faults: damage } = copyOf(path, copy);
  const opened = openSqliteStore(copy);
  if (!opened.ok) return [opened.failure.message];
  const ledger = createLedger(opened.value);
  try {
    const recounted = recount(records);
    return [
      ...damage,
      ...recounted.faults,
      ...lostSteps(recounted, seed, notes),
      ...(await wrongSpends(ledger, recounted)),
      ...(await brokenHistories(ledger)),
      ...(await wrongTotals(ledger, recounted)),
    ];
  } finally {
    await ledger.close();
    rmSync(copy);
  }
}

/** One consistent state of the file, whoever writes to it meanwhile. */
function copyOf(path: string, copy: string): { records: Committed[]; faults: string[] } {
  const original = new DatabaseSync(path, { timeout: 5000 });
  original.exec("PRAGMA synchronous = OFF");
  original.prepare("VACUUM INTO ?").run(copy);
  original.close();
  const database = new DatabaseSync(copy);
  const faults = database
    .prepare("PRAGMA integrity_check")
    .all()
    .map((row) => String(Object.values(row)[0]));
  const records = database.prepare("SELECT type, at_ms AS atMs, body FROM record ORDER BY id").all();
  database.close();
  return { records: records as unknown as Committed[], faults: faults.filter((fault) => fault !== "ok") };
}

/** Acknowledged, and not there; or there more than once. */
function lostSteps({ spends }: Recount, seed: number, notes: readonly Note[]): string[] {
  return notes.flatMap(({ did, payment }) => {
    const spend = spends.get(payment);
    const job = jobOf(seed, payment);
    const isThere = {
      try: true,
      done: true,
      failed: false,
      denied: spend === undefined,
      held: spend !== undefined,
      captured: spend?.captured === job.captured,
      refunded: spend?.refunded === job.refunded,
      voided: spend?.held === 0,
    }[did];
    return isThere ? [] : [`${payment} was ${did}, and is ${JSON.stringify(spend)}`];
  });
}

/** The spends as they are kept are those that the records tell of, on the account and above it. */
async function wrongSpends(ledger: Ledger, { spends }: Recount): Promise<string[]> {
  const kept = await spendsOf(ledger, PARENT);
  const below = (await Promise.all(["a", "b"].map((account) => spendsOf(ledger, account)))).flat();
  const wrong = kept.filter((spend) => {
    const { held, captured, refunded } = spends.get(spend.payment) ?? {};
    return JSON.stringify({ held, captured, refunded }) !== JSON.stringify(centsOf(spend));
  });
  const counts = `${spends.size} spends, ${kept.length} above and ${below.length} below`;
  return [
    ...wrong.map(({ payment }) => `${payment} is not as its records say`),
    ...(kept.length === spends.size && below.length === spends.size ? [] : [counts]),
  ];
}

async function spendsOf(ledger: Ledger, account: string): Promise<SpendView[]> {
  const spends: SpendView[] = [];
  let after: string | undefined;
  do {
    const page = await ledger.spends({ account, limit: 1000, ...(after === undefined ? {} : { after }) });
    if (!page.ok) throw new Error(page.error.message);
    spends.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return spends;
}

async function brokenHistories(ledger: Ledger): Promise<string[]> {
  const checks = await Promise.all(Object.keys(BUDGETS).map((account) => ledger.verifyHistory(account)));
  return checks.filter((check) => !check.ok || check.history !== "intact").map((check) => JSON.stringify(check));
}

async function wrongTotals(ledger: Ledger, { spends }: Recount): Promise<string[]> {
  const all = [...spends.values()];
  const atMs = all.at(-1)?.atMs;
  if (atMs === undefined) return [];
  const wrong: string[] = [];
  for (const [account, budgets] of Object.entries(BUDGETS)) {
    const summary = await ledger.spendingSummary(account, new Date(atMs).toISOString());
    if (!summary.ok) return [summary.error.message];
    for (const [rule, budget] of budgets.entries()) {
      for (const merchant of budget.byMerchant ? MERCHANTS : [""]) {
        const kept = summary.limits.find((limit) => limit.rule === rule && (limit.partition ?? "") === merchant);
        const spent = Math.round(Number(kept?.spent ?? 0) * (budget.counts === "payments" ? 1 : 100));
        const expected = totalOf(budget, account, all, atMs, merchant);
        if (spent !== expected) wrong.push(`${account} ${rule} ${merchant}: kept ${spent}, recounted ${expected}`);
      }
    }
  }
  return wrong;
}
