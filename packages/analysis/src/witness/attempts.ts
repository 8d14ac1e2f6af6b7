import { AMOUNT_DECIMALS, type Amount, fromUnits, type Rule, type SpendingPolicy, toUnits } from "@spendrail/model";
import { leastAmount } from "../least-amount.js";
import { edgesBefore, LONG_AGO_MS, SECOND_MS, windowOf } from "./spans.js";

/** Spends that a case begins with, at one instant: `count` of the same amount. */
export interface Spent {
  readonly atMs: number;
  readonly amount: Amount;
  readonly count: number;
}

/** The figures of one try: what was spent, what is to be paid, and the account's balance. */
export interface Attempt {
  readonly amount: Amount;
  readonly spent?: Spent;
  readonly balance?: Amount;
  readonly driftScore?: Amount;
}

/** Histories of more spends than this are not tried. */
const MOST_SPENDS = 200;
const DRIFT_STEP = 10n ** BigInt(AMOUNT_DECIMALS - 2);
const ONE = 10n ** BigInt(AMOUNT_DECIMALS);

/** Tries at one instant that lie on the bounds of a rule, and one step to either side. */
export function attemptsAt(rule: Rule, focus: readonly Rule[], nowMs: number, policy: SpendingPolicy): Attempt[] {
  const least = leastAmount(policy.currency);
  const step = toUnits(least);
  switch (rule.kind) {
    case "limit":
    case "approval": {
      const figure = toUnits((rule.kind === "limit" ? rule.max : rule.above) ?? "0");
      if (rule.per === undefined || rule.per === "transaction")
        return amounts(figure, step).map((amount) => ({ amount }));
      return spentAts(focus, nowMs, policy).flatMap((atMs) =>
        [figure - step, figure, figure + step]
          .filter((units) => units > 0n)
          .map((units) => ({ amount: least, spent: { atMs, amount: fromUnits(units), count: 1 } })),
      );
    }
    case "velocity":
      return spentAts(focus, nowMs, policy).flatMap((atMs) =>
        [rule.max - 1, rule.max, rule.max + 1]
          .filter((count) => count > 0 && count <= MOST_SPENDS)
          .map((count) => ({ amount: least, spent: { atMs, amount: least, count } })),
      );
    case "duplicate":
      return spentAts(focus, nowMs, policy).map((atMs) => ({
        amount: least,
        spent: { atMs, amount: least, count: 1 },
      }));
    case "drift":
      return [0n, DRIFT_STEP, -DRIFT_STEP]
        .map((shift) => toUnits(rule.max) + shift)
        .filter((units) => units >= 0n && units <= ONE)
        .map((units) => ({ amount: least, driftScore: fromUnits(units) }));
    case "reserve":
      return [step, 0n, step + step].map((left) => ({ amount: least, balance: fromUnits(toUnits(rule.keep) + left) }));
    case "allow":
    case "block":
    case "schedule":
    case "alert":
      return [];
  }
}

function amounts(figure: bigint, step: bigint): Amount[] {
  return [figure, figure + step, figure - step].filter((units) => units > 0n).map(fromUnits);
}

/** Just before, on the edges of every window in focus, and before every window of the policy for a rule without one. */
function spentAts(focus: readonly Rule[], nowMs: number, policy: SpendingPolicy): number[] {
  const edges = focus.flatMap((rule) => {
    const window = windowOf(rule);
    return window === undefined ? [nowMs - LONG_AGO_MS] : edgesBefore(window, nowMs, policy);
  });
  return [...new Set([nowMs - SECOND_MS, ...edges])].filter((atMs) => atMs <= nowMs);
}
