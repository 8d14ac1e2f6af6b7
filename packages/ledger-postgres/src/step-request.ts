import type { Addition, Fill, Put, Release, Step, TotalKey } from "@spendrail/ledger";
import { keyRequest, listRequest, partitionRequest, storedKey } from "./stored-name.js";

/** What a step reads or writes of others' concern: steps that share one are applied one after the other. */
export interface Lock {
  readonly name: string;
  /** Whether the step changes it, or only relies on it. */
  readonly exclusive: boolean;
}

/** The accounts whose heads a step reads or moves. */
export function accountsOf({ instant, moves, records, still }: Step): ReadonlySet<string> {
  const accounts = new Set([...instant.accounts, ...moves, ...records.map(({ account }) => account)]);
  return still === undefined ? accounts : accounts.add(still.account);
}

/** Each document and each account of the steps once. The totals of an account are covered by the account. */
export function locksOf(steps: readonly Step[]): Lock[] {
  const locks = new Map<string, boolean>();
  const lock = (name: string, exclusive: boolean) => locks.set(name, exclusive || locks.get(name) === true);
  for (const step of steps) {
    for (const account of accountsOf(step)) lock(`account ${account}`, true);
    for (const { total } of [...step.releases, ...step.adds, ...step.fills]) lock(`account ${total.account}`, true);
    for (const { key } of step.expect) lock(`document ${key}`, false);
    for (const { key } of step.puts) lock(`document ${key}`, true);
  }
  return [...locks].map(([name, exclusive]) => ({ name, exclusive }));
}

/** A step in the form of the schema's type `step`. */
export function stepRequest(step: Step): unknown {
  const { instant, still } = step;
  return {
    expect: step.expect.map(({ key, revision }) => ({ key: storedKey(key), revision })),
    ...(still === undefined ? {} : { still_account: still.account, still_movements: still.movements }),
    at_ms: instant.atMs,
    ...(instant.beforeMs === undefined ? {} : { before_ms: instant.beforeMs }),
    accounts: instant.accounts,
    moves: step.moves,
    advances: step.advances,
    releases: step.releases.map(releaseRequest),
    adds: step.adds.map(additionRequest),
    fills: step.fills.map(fillRequest),
    puts: step.puts.map(putRequest),
    records: step.records,
  };
}

/** The stretch of a calendar total is part of its identity; a counter has one kind of window, so 0 stands for no other. */
export function totalRequest({ account, counter, partition, span }: TotalKey): object {
  return {
    account,
    counter,
    ...partitionRequest(partition),
    span: span.type,
    start_ms: span.type === "calendar" ? span.startMs : 0,
    ...("durationMs" in span ? { duration_ms: span.durationMs } : {}),
  };
}

function releaseRequest({ total, spend, atMs, money, amount, count }: Release): object {
  return { total: totalRequest(total), spend: storedKey(spend), at_ms: atMs, ...sumRequest({ money, amount, count }) };
}

function additionRequest({ total, spend, range, money, amount, count }: Addition): object {
  return {
    total: totalRequest(total),
    spend: storedKey(spend),
    ...sumRequest({ money, amount, count }),
    min_money: range.money?.min?.toString(),
    max_money: range.money?.max?.toString(),
    min_amount: range.amount?.min?.toString(),
    max_amount: range.amount?.max?.toString(),
    min_count: range.count?.min,
    max_count: range.count?.max,
  };
}

function fillRequest({ total, row }: Fill): object {
  return {
    total: totalRequest(total),
    opened_at_ms: row.openedAtMs,
    ...sumRequest(row),
    spends: (row.spends ?? []).map(({ spend, atMs, ...sum }) => ({
      spend: storedKey(spend),
      at_ms: atMs,
      ...sumRequest(sum),
    })),
  };
}

function sumRequest({ money, amount, count }: { money: bigint; amount: bigint; count: number }): object {
  return { money: money.toString(), amount: amount.toString(), count };
}

function putRequest({ key, body, atMs, lists }: Put): object {
  return {
    ...keyRequest(key),
    body,
    at_ms: atMs,
    lists: lists.map(({ list, atMs: placeMs }) => ({ ...listRequest(list), at_ms: placeMs })),
  };
}
