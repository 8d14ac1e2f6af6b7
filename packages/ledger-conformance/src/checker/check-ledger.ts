import {
  createLedger,
  eventOf,
  type Ledger,
  type LedgerOptions,
  type LedgerStore,
  type SpendView,
  type StoredRecord,
} from "@spendrail/ledger";
import { formatInstant, fromUnits, toUnits } from "@spendrail/model";
import { type Acknowledged, contradictions } from "./acknowledged.js";
import type { Fault } from "./fault.js";
import { Replay, spendId } from "./replay.js";

/** What to check a ledger for. */
export interface LedgerCheck {
  /** Those whose records, spends and totals are looked at. Accounts above them have to be among them. */
  readonly accounts: readonly string[];
  /** What the ledger answered to those who asked it. Default: nothing. */
  readonly acknowledged?: readonly Acknowledged[];
  /** What the ledger is made with, where that bears on what payments count for. */
  readonly options?: Pick<LedgerOptions, "engine" | "rates">;
}

const PAGE = 1000;

/**
 * Recomputes everything that a ledger says from the records of its accounts, and compares: every hash, every step and what it
 * follows, every limit of the policies that were set at every hold, every spend and every running total; and that whatever
 * was acknowledged is there once. A policy that a caller handed to `authorize` is not on record, and its limits are not checked.
 *
 * Nothing may be written meanwhile, and nothing is. Needs memory for all records of the accounts.
 *
 * @returns everything that is wrong, in no particular order; empty: nothing is
 */
export async function checkLedger(
  store: LedgerStore,
  { accounts, acknowledged = [], options = {} }: LedgerCheck,
): Promise<readonly Fault[]> {
  // At this clock no hold is due, so that reading sums expires none.
  const ledger = createLedger(store, { ...options, clock: () => 0 });
  const replay = new Replay(options);
  try {
    const records = await allRecords(store, accounts);
    for (const event of records.map(eventOf)) replay.take(event);
    const faults = [...disordered(records), ...replay.faults, ...contradictions(replay, acknowledged)];
    for (const account of accounts) {
      faults.push(
        ...(await brokenChain(ledger, account)),
        ...(await wrongSpends(ledger, replay, account)),
        ...(await wrongTotals(ledger, replay, account)),
      );
    }
    return faults;
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    return [...replay.faults, { kind: "unreadable", account: "", message }];
  }
}

/** The records of all accounts in the order in which they were written. */
async function allRecords(store: LedgerStore, accounts: readonly string[]): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for (const account of accounts) {
    let after = 0;
    for (;;) {
      const page = await store.history({ account, after, limit: PAGE });
      if (!page.ok) throw new Error(page.failure.message);
      records.push(...page.value);
      if (page.value.length < PAGE) break;
      after = page.value.at(-1)?.sequence ?? after;
    }
  }
  // Stable: records of one position stay in the order of their sequence.
  return records.sort((a, b) => a.position - b.position);
}

function disordered(records: readonly StoredRecord[]): Fault[] {
  const last = new Map<string, number>();
  return records.flatMap(({ account, sequence }): Fault[] => {
    const isNext = sequence > (last.get(account) ?? 0);
    last.set(account, sequence);
    const message = `Record ${sequence} of "${account}" stands before an earlier one.`;
    return isNext ? [] : [{ kind: "order", account, message }];
  });
}

async function brokenChain(ledger: Ledger, account: string): Promise<Fault[]> {
  const check = await ledger.verifyHistory(account);
  if (!check.ok) throw new Error(check.error.message);
  return check.history === "intact" ? [] : [{ kind: "broken_chain", account, message: check.message }];
}

async function wrongSpends(ledger: Ledger, { spends }: Replay, account: string): Promise<Fault[]> {
  const expected = new Map([...spends].filter(([, { path }]) => path.includes(account)));
  const faults: Fault[] = [];
  for (const spend of await spendsOf(ledger, account)) {
    const id = spendId(spend.account, spend.payment);
    const told = expected.get(id);
    expected.delete(id);
    const { state, held, captured, refunded, atMs } = told ?? {};
    const kept = [
      spend.state,
      toUnits(spend.held),
      toUnits(spend.captured),
      toUnits(spend.refunded),
      Date.parse(spend.at),
    ];
    if ([state, held, captured, refunded, atMs].every((value, index) => value === kept[index])) continue;
    const message = `"${spend.payment}" of "${spend.account}" is not on "${account}" as its records tell: it is ${kept.join(", ")}.`;
    faults.push({ kind: "spend_differs", account, payment: spend.payment, message });
  }
  for (const { payment } of expected.values()) {
    const message = `"${payment.id}" of "${payment.account}" is on record, and not among the spends of "${account}".`;
    faults.push({ kind: "spend_differs", account, payment: payment.id, message });
  }
  return faults;
}

async function spendsOf(ledger: Ledger, account: string): Promise<SpendView[]> {
  const spends: SpendView[] = [];
  let after: string | undefined;
  do {
    const page = await ledger.spends({ account, limit: PAGE, ...(after === undefined ? {} : { after }) });
    if (!page.ok) throw new Error(page.error.message);
    spends.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return spends;
}

async function wrongTotals(ledger: Ledger, replay: Replay, account: string): Promise<Fault[]> {
  const state = replay.account(account);
  const latestMs = Math.max(0, ...[...state.spends.values()].map(({ atMs }) => atMs));
  const policy = state.policyAt(latestMs);
  if (policy === undefined) return [];
  const summary = await ledger.spendingSummary(account, formatInstant(latestMs));
  if (!summary.ok) throw new Error(summary.error.message);
  const expected = new Map<string, string>();
  for (const [rule, recount] of policy.recounts) {
    const { kind } = policy.compiled.policy?.rules[rule] ?? {};
    if (kind !== "limit" && kind !== "velocity") continue;
    for (const [partition, { money, count }] of recount.totals(latestMs)) {
      const spent = kind === "limit" ? fromUnits(money) : String(count);
      if (spent !== "0") expected.set(`rule ${rule} "${partition}"`, spent);
    }
  }
  const kept = new Map(
    summary.limits
      .filter(({ spent }) => spent !== "0")
      .map(({ rule, partition, spent }) => [`rule ${rule} "${partition === undefined ? "" : `=${partition}`}"`, spent]),
  );
  return [...new Set([...expected.keys(), ...kept.keys()])].flatMap((total): Fault[] => {
    const [told, is] = [expected.get(total) ?? "0", kept.get(total) ?? "0"];
    const message = `The total of ${total} of "${account}" is ${is}, and its spends add up to ${told}.`;
    return told === is ? [] : [{ kind: "total_differs", account, message }];
  });
}
