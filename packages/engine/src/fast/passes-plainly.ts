import type { FastPayment } from "./fast-payment.js";
import type { FastFacts } from "./judge-fast.js";
import type { FastAllows, FastRail } from "./lists.js";
import type { FastPlan, PlainCap } from "./plan.js";

/**
 * A policy of nothing but plain rules: lists of values, caps on money for each payment, in anchored windows and in total, a
 * threshold for approval, a maximum drift; none with an exception, a time, or a budget for each merchant. In one piece, as
 * most policies are so and most payments pass: which rule comes first matters only to those that do not.
 */
export interface PlainPolicy {
  readonly validFromMs: number;
  readonly validUntilMs: number;
  readonly rails: readonly FastRail[];
  readonly refusedMccs: ReadonlySet<string>;
  /** Whether a payment has to state a merchant, and one that is let in. */
  readonly asksForMerchant: boolean;
  readonly caps: readonly (readonly PlainCap[])[];
  /** The most that one payment may be. */
  readonly mostEach: number;
  /** The largest amount that no person has to approve. */
  readonly mostUnapproved: number;
  readonly maxDrift: number | undefined;
}

/** @returns `undefined` for a policy with other rules too */
export function plainPolicyOf(plan: Omit<FastPlan, "plain" | "merchants">): PlainPolicy | undefined {
  const { rules, rails, otherCaps, approvals, drifts, allowsWho, categoryBlocks, merchantBlocks } = plan;
  const others = [
    ...[plan.schedules, plan.blocksOfAll, plan.duplicates, plan.reserves, plan.allowsHistory].flat(),
    ...[
      otherCaps.perTransaction,
      otherCaps.total,
      otherCaps.windowMoney,
      otherCaps.windowCount,
      otherCaps.merchant,
    ].flat(),
    ...approvals.filter(({ isConditional, counter }) => isConditional || counter.spanAt !== undefined),
    ...drifts.filter(({ isConditional }) => isConditional),
  ];
  const lists = [allowsWho, ...rails.map(({ allows }) => allows)];
  const blocks = [categoryBlocks, merchantBlocks, ...rails.map((rail) => rail.blocks)];
  if (others.length > 0 || !lists.every(isPlainAllow) || !blocks.every(({ isPlain }) => isPlain)) return undefined;
  return {
    validFromMs: rules.validFromMs,
    validUntilMs: rules.validUntilMs,
    rails,
    refusedMccs: categoryBlocks.refused,
    asksForMerchant: merchantBlocks.rules.length + allowsWho.rules.length > 0,
    caps: plan.plainCaps,
    mostEach: plan.mostEach,
    mostUnapproved: Math.min(
      ...approvals.map(({ above = 0, inclusive }) => (inclusive ? above - 1 : above)),
      approvals.some(({ above }) => above === undefined) ? 0 : Number.POSITIVE_INFINITY,
    ),
    maxDrift: drifts.length === 0 ? undefined : Math.min(...drifts.map(({ max }) => max)),
  };
}

function isPlainAllow({ rules, letIn }: FastAllows<unknown>): boolean {
  return rules.length === 0 || letIn !== undefined;
}

/** Whether the payment passes all ten checks; `false` says nothing. */
export function passesPlainly(policy: PlainPolicy, payment: FastPayment, facts: FastFacts): boolean {
  const { atMs, amountMicros, feeMicros, interned, mcc } = payment;
  const moneyMicros = amountMicros + feeMicros;
  if (atMs < policy.validFromMs || atMs >= policy.validUntilMs) return false;
  for (const { name, blocks, allows } of policy.rails) {
    const value = payment[name];
    if (value === undefined || blocks.refused.has(value) || allows.letIn?.has(value) === false) return false;
  }
  if (policy.refusedMccs.size > 0 && (mcc === undefined || policy.refusedMccs.has(mcc))) return false;
  if (policy.asksForMerchant && interned?.isLetIn !== true) return false;
  if (amountMicros > policy.mostUnapproved || moneyMicros > policy.mostEach) return false;
  if (facts.balanceMicros >= 0 && moneyMicros > facts.balanceMicros) return false;
  if (policy.maxDrift !== undefined && !(payment.driftMicros >= 0 && payment.driftMicros <= policy.maxDrift))
    return false;
  for (const caps of policy.caps) if (!facts.hasRoom(caps, payment)) return false;
  return true;
}
