import type { Membership } from "@spendrail/engine";
import { formatInstant, fromUnits, type Payment, toUnits } from "@spendrail/model";
import type { CompiledCounter } from "../counter.js";
import { spendKey } from "../keys.js";
import type { Addition, Release, Sum, TotalKey } from "../store.js";
import { countedPayment, type Spend } from "./spend.js";

/** What of a counter says what spends add to it. */
type CountingCounter = Pick<CompiledCounter, "row" | "selection" | "spanAt">;

const NOTHING: Sum = { money: 0n, amount: 0n, count: 0 };

/** What a spend adds to one counter of one account. */
export interface Counted {
  readonly partitions: readonly string[];
  readonly sum: Sum;
}

/**
 * What a spend adds to a counter as it stands: what is held, and what was captured less refunds. In anchored and sliding
 * windows a refund changes nothing unless it re-opened them. The fee and the count go with the first part, and stay while any of it does.
 *
 * @returns `undefined` when the counter does not count the spend. Throws when there is no rate for the payment's currency.
 */
export function countedAt(counter: CountingCounter, account: string, spend: Spend, atMs: number): Counted | undefined {
  const known = spend.knownTo.includes(account);
  const payment: Payment = { ...countedPayment(spend), at: formatInstant(atMs) };
  const whole = counter.selection.membership(payment, known);
  if (whole === undefined) return undefined;
  return {
    partitions: whole.partitions,
    sum: standing(counter, payment, known, whole, spend, counter.spanAt(atMs).type),
  };
}

function standing(
  counter: CountingCounter,
  payment: Payment,
  known: boolean,
  whole: Membership,
  spend: Spend,
  window: string,
): Sum {
  const held = toUnits(spend.held);
  const captured = toUnits(spend.captured);
  if (held === 0n && captured === 0n) return NOTHING;
  const isWindow = window === "anchored" || window === "sliding";
  const units = held + captured - toUnits(isWindow ? spend.reopened : spend.refunded);
  if (units === toUnits(payment.amount)) return { money: whole.money, amount: whole.amount, count: 1 };
  const part = counter.selection.membership({ ...payment, amount: fromUnits(units) }, known) ?? whole;
  return { money: part.money, amount: part.amount, count: 1 };
}

/** What counting a spend at an instant adds to every counter of an account. */
export function additionsOf(
  counters: readonly CountingCounter[],
  account: string,
  spend: Spend,
  atMs: number,
): Omit<Addition, "range">[] {
  return counters.flatMap((counter) => {
    const counted = countedAt(counter, account, spend, atMs);
    if (counted === undefined) return [];
    return counted.partitions.map((partition) => ({
      total: totalKey(counter, account, partition, atMs),
      spend: spendKey(spend.payment.account, spend.payment.id),
      ...counted.sum,
    }));
  });
}

/** What a change of a spend takes back from every counter of an account; `after` absent: all of it. */
export function releasesOf(
  counters: readonly CompiledCounter[],
  account: string,
  before: Spend,
  after: Spend | undefined,
  atMs: number,
): Release[] {
  return counters.flatMap((counter) => {
    const old = countedAt(counter, account, before, atMs);
    if (old === undefined) return [];
    const left = after === undefined ? NOTHING : (countedAt(counter, account, after, atMs)?.sum ?? NOTHING);
    const released = {
      money: old.sum.money - left.money,
      amount: old.sum.amount - left.amount,
      count: old.sum.count - left.count,
    };
    if (released.money === 0n && released.amount === 0n && released.count === 0) return [];
    return old.partitions.map((partition) => ({
      total: totalKey(counter, account, partition, atMs),
      spend: spendKey(before.payment.account, before.payment.id),
      atMs,
      ...released,
    }));
  });
}

export function totalKey(
  { row, spanAt }: Pick<CompiledCounter, "row" | "spanAt">,
  account: string,
  partition: string,
  atMs: number,
): TotalKey {
  return { account, counter: row, partition, span: spanAt(atMs) };
}
