import type { Remedy } from "@spendrail/model";
import { applies, isTimed } from "../compile/compiled-rule.js";
import { LAST_INSTANT_MS } from "../judge/verdict.js";
import type { FastPayment } from "./fast-payment.js";
import { type BrokenCap, type FastFacts, judgeFast, partitionOf, spentOf } from "./judge-fast.js";
import { textOfMicros } from "./micros.js";
import type { FastPlan } from "./plan.js";

/** What would pass instead of a payment that breaks a cap; `undefined` where only the exact path can say. */
export function remedyFast(
  plan: FastPlan,
  payment: FastPayment,
  facts: FastFacts,
  broken: BrokenCap,
): Remedy | undefined {
  // Whether another amount is a duplicate, the history has to be asked.
  if (plan.duplicates.length > 0) return undefined;
  const most = largestAmount(plan, payment, facts);
  const atMs = firstRoomMs(payment, facts, broken);
  if (Number.isNaN(most) || Number.isNaN(atMs)) return undefined;
  const remedy: Remedy = {};
  if (most > 0) {
    const verdict = judgeFast(plan, payment.withAmount(most), facts);
    if (verdict === "unsure") return undefined;
    if (typeof verdict === "string") remedy.maxAmount = textOfMicros(most);
  }
  if (atMs <= LAST_INSTANT_MS) {
    const verdict = judgeFast(plan, payment.atInstant(atMs), facts);
    // One more rule stands in the way: its end has to be waited for too.
    if (verdict === "unsure" || typeof verdict !== "string") return undefined;
    remedy.retryAt = plan.instantText(atMs);
  }
  return remedy;
}

/** The largest amount for which every limit, the balance and the reserves have room; `NaN`: not known. */
function largestAmount(plan: FastPlan, payment: FastPayment, facts: FastFacts): number {
  let room = facts.balanceMicros < 0 ? Number.POSITIVE_INFINITY : facts.balanceMicros;
  for (const { rule, keep } of facts.balanceMicros < 0 ? [] : plan.reserves) {
    if (applies(rule, payment, facts.known) === "yes") room = Math.min(room, facts.balanceMicros - keep);
  }
  for (const cap of plan.limits) {
    if (cap.isConditional && applies(cap.cap, payment, facts.known) !== "yes") continue;
    const partition = partitionOf(cap.counter.split, payment);
    if (partition === undefined) return Number.NaN;
    const left = cap.max - spentOf(cap, partition, payment.atMs, facts);
    // `NaN` stays. Below an exclusive maximum there is less than a micro of room less: with whole steps, one micro.
    room = Math.min(room, cap.exclusive ? left - 1 : left);
  }
  const step = plan.stepMicros(payment.token);
  const most = room - payment.feeMicros;
  return most > 0 ? most - (most % step) : most;
}

/** When the totals of the cap first leave room for the payment; infinity when they never do, `NaN`: not known. */
function firstRoomMs({ atMs, moneyMicros }: FastPayment, facts: FastFacts, { cap, partition }: BrokenCap): number {
  const { counting } = cap.cap;
  if (isTimed(cap.cap)) return Number.NaN;
  if (counting === undefined || counting.per === "lifetime") return Number.POSITIVE_INFINITY;
  if (counting.per.type === "sliding") return Number.NaN;
  const attempted = cap.countsMoney ? moneyMicros : 1;
  if (cap.exclusive ? attempted >= cap.max : attempted > cap.max) return Number.POSITIVE_INFINITY;
  return facts.resetsAtMs(cap.counter, partition, atMs) ?? Number.POSITIVE_INFINITY;
}
