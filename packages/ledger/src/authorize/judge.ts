import {
  type Account,
  type CombinedDecision,
  combine,
  type Facts,
  type Needs,
  steadiness,
  type Total,
  type TotalQuery,
  type TotalRange,
} from "@spendrail/engine";
import { formatInstant, type Payment } from "@spendrail/model";
import type { JudgedPolicy, LoadedTerms } from "../account/terms-cache.js";
import type { NewCounter } from "../counter.js";
import { intersect, totalId } from "../range.js";
import { countedPayment } from "../spend/spend.js";
import type { TotalKey } from "../store.js";

/** One policy over a payment, and the account on which it counts. */
export interface PolicyOnPath extends JudgedPolicy {
  readonly account: string;
  readonly needs: Needs;
  /** The totals it needs, in the order of `needs.totals`. */
  readonly keys: readonly TotalKey[];
  /** The total that answers a query of this policy. */
  keyOf(query: TotalQuery): TotalKey;
}

/** A payment at one instant under every policy on its path. */
export interface Case {
  readonly path: readonly LoadedTerms[];
  /** Dated at the instant it would count at, and in one currency for all the policies. */
  readonly payment: Payment;
  /** See `Spend.currency`. */
  readonly currency: string | undefined;
  readonly atMs: number;
  readonly policies: readonly PolicyOnPath[];
  /** The accounts of the path to which the merchant is known. */
  readonly knownTo: readonly string[];
  readonly account: Account;
}

/** What a payment is judged against besides the terms of its path. */
export interface Circumstances {
  /** The caller's own policy. */
  readonly given: JudgedPolicy | undefined;
  readonly knownTo: readonly string[];
  readonly account: Account;
  /** The ledger's clock: a payment of an earlier date does not bring back an exception that has ended. */
  readonly nowMs: number;
}

export function caseOf(
  path: readonly LoadedTerms[],
  stated: Payment,
  atMs: number,
  { given, knownTo, account, nowMs }: Circumstances,
): Case {
  const judged = path.flatMap((terms, index) => {
    const inForce = terms.policyAt(Math.max(atMs, nowMs));
    const policies = [
      ...(index === 0 && given !== undefined ? [given] : []),
      ...(inForce === undefined ? [] : [inForce]),
    ];
    return policies.map((policy) => ({ policy, terms }));
  });
  const isUnstated = stated.currency === undefined && stated.token === undefined;
  const currency = isUnstated ? judged[0]?.policy.compiled.policy?.currency : undefined;
  const payment: Payment = {
    ...countedPayment({ payment: stated, ...(currency === undefined ? {} : { currency }) }),
    at: formatInstant(atMs),
  };
  const policies = judged.map(({ policy, terms }) => policyOnPath(policy, terms, payment));
  return { path, payment, currency, atMs, policies, knownTo, account };
}

function policyOnPath(policy: JudgedPolicy, { account, counters }: LoadedTerms, payment: Payment): PolicyOnPath {
  const needs = policy.compiled.needs(payment);
  const keyOf = ({ rule, partition, span }: TotalQuery): TotalKey => {
    const id = policy.counters.get(rule)?.id ?? "";
    const row = counters.find((kept) => kept.id === id)?.row ?? id;
    return { account, counter: row, partition, span };
  };
  return { ...policy, account, needs, keys: needs.totals.map(keyOf), keyOf };
}

/** The counters that the policies of a case need and that accounts of the path do not keep. */
export function missingCounters({ path, policies }: Case): ReadonlyMap<string, readonly NewCounter[]> {
  const missing = new Map<string, NewCounter[]>();
  for (const { account, counters } of policies) {
    const there = [
      ...(missing.get(account) ?? []),
      ...(path.find((terms) => terms.account === account)?.counters ?? []),
    ];
    const fresh = new Map([...counters.values()].map((counter) => [counter.id, counter]));
    for (const { id } of there) fresh.delete(id);
    if (fresh.size > 0) missing.set(account, [...(missing.get(account) ?? []), ...fresh.values()]);
  }
  return missing;
}

/** The facts of a payment that is the first of all its budgets: what is assumed until a range says otherwise. */
export function assumedTotals({ policies }: Case): Total[] {
  return policies.flatMap(({ needs }) =>
    needs.totals.map(({ span }) => ({
      money: 0n,
      amount: 0n,
      count: 0,
      ...(span.type === "calendar" ? { resetsAtMs: span.endMs } : {}),
    })),
  );
}

/** Whether a case needs the totals that were asked for, although its instant may be a later one. */
export function isSame(asked: readonly TotalKey[], { policies }: Case): boolean {
  const needed = policies.flatMap(({ keys }) => keys);
  return (
    needed.length === asked.length && needed.every((key, index) => totalId(key) === totalId(asked[index] as TotalKey))
  );
}

/** A decision, and how far the totals and the instant may move with the decision still standing. */
export interface Judged {
  readonly decision: CombinedDecision;
  /** What each policy of the case was judged on. */
  readonly facts: readonly Facts[];
  readonly ranges: readonly { readonly total: TotalKey; readonly range: TotalRange }[];
  readonly untilMs: number;
}

/** @param totals of every policy in turn, in the order of their `keys` */
export function judgeCase(one: Case, totals: readonly Total[]): Judged {
  const { path, payment, atMs, policies } = one;
  let position = 0;
  const facts = policies.map((policy): Facts => {
    const own = totals.slice(position, position + policy.keys.length);
    position += policy.keys.length;
    return factsOf(one, policy, own);
  });
  const decision = countable(one, combine(policies.map(({ compiled }) => compiled)).decide(payment, facts));
  const changes = path.map((terms) => terms.changesMs(atMs));
  if (decision.outcome === "deny") return { decision, facts, ranges: [], untilMs: Math.min(...changes) };
  const ranges: { total: TotalKey; range: TotalRange }[] = [];
  for (const [index, { compiled, keys }] of policies.entries()) {
    const steady = steadiness(compiled, payment, facts[index] as Facts);
    if (steady === undefined) throw new Error("a payment that was decided cannot be judged");
    changes.push(steady.untilMs);
    ranges.push(...keys.map((total, query) => ({ total, range: steady.totals[query] as TotalRange })));
  }
  return { decision, facts, ranges: intersect(ranges), untilMs: Math.min(...changes, ...countersChangeMs(one)) };
}

function factsOf({ path, knownTo, account }: Case, policy: PolicyOnPath, totals: readonly Total[]): Facts {
  const isOwn = policy.account === path[0]?.account;
  return {
    totals,
    ...(policy.needs.merchant === undefined ? {} : { knownMerchant: knownTo.includes(policy.account) }),
    ...(isOwn && account.balance !== undefined ? { balance: account.balance } : {}),
    frozen: account.frozen === true || path.some(({ terms }) => terms.frozen !== undefined),
  };
}

/** A payment that some total of the path cannot count, for want of a rate, is denied whatever the policies say. */
function countable({ path, payment, knownTo }: Case, decision: CombinedDecision): CombinedDecision {
  if (decision.outcome === "deny") return decision;
  for (const { account, counters } of path) {
    try {
      for (const { selection } of counters) selection.membership(payment, knownTo.includes(account));
    } catch (fault) {
      const message = `The payment cannot be counted on "${account}": ${fault instanceof Error ? fault.message : fault}`;
      const { policy, decisions, policyDigest } = decision;
      const trace: CombinedDecision["trace"] = [{ check: "amount", result: "fail", note: message }];
      const denial = {
        outcome: "deny",
        code: "currency_mismatch",
        message,
        check: "amount",
        trace,
        policyDigest,
      } as const;
      return { ...denial, policy, decisions };
    }
  }
  return decision;
}

/** When counters that no policy of the case needs begin or end to count the payment, or count it in another window. */
function countersChangeMs({ path, payment, policies }: Case): number[] {
  const needed = new Set(policies.flatMap(({ counters }) => [...counters.values()].map(({ id }) => id)));
  return path.flatMap(({ counters }) =>
    counters.filter(({ id }) => !needed.has(id)).map((counter) => counter.changesMs(payment)),
  );
}
