import { type CheckName, type ReasonCode, scheduleHolds } from "@spendrail/model";
import { RAIL_CODES } from "../checks/scope.js";
import { applies, type CompiledRule, inForce } from "../compile/compiled-rule.js";
import { matchesHistory, matchesRail, matchesWho, type RailName } from "../compile/matcher.js";
import { partitionsOf, type Split } from "../compile/selection.js";
import type { FastPayment } from "./fast-payment.js";
import type { FastCap, FastPlan } from "./plan.js";

/** What is known of the account. */
export interface FastFacts {
  /** Whether it has captured a payment to the payment's merchant before. */
  readonly known: boolean | undefined;
  /** -1 where the balance is not known. */
  readonly balanceMicros: number;
  // The totals of one budget of a counting rule at an instant; `NaN` where only the exact path can say.
  moneyMicros(rule: CompiledRule, partition: string, atMs: number): number;
  amountMicros(rule: CompiledRule, partition: string, atMs: number): number;
  count(rule: CompiledRule, partition: string, atMs: number): number;
  resetsAtMs(rule: CompiledRule, partition: string, atMs: number): number | undefined;
}

/** Why a payment does not pass. */
export interface FastFailure {
  readonly check: CheckName;
  readonly code: ReasonCode;
  /** Index of the rule that decides. */
  readonly rule: number;
  /** The fact that a list refuses, where it is none of the merchant. */
  readonly rail?: RailName;
  readonly broken?: BrokenCap;
}

/** A cap that a payment breaks, and the budget. */
export interface BrokenCap {
  readonly cap: FastCap;
  readonly partition: string;
  readonly spent: number;
}

/** `passes`: all ten checks; `unsure`: only the exact path can say. */
export type FastVerdict = FastFailure | "passes" | "needs_approval" | "unsure";

type Found = FastFailure | "unsure" | undefined;

/**
 * The ten checks in micros: what `judge` finds, for payments and facts that are plain enough. Anything out of the ordinary
 * is `unsure`: a fact that is missing where a rule asks for it, a payment in two budgets, an alert that is reached.
 */
export function judgeFast(plan: FastPlan, payment: FastPayment, facts: FastFacts): FastVerdict {
  return (
    closed(plan, payment, facts) ??
    railsMissed(plan, payment, facts) ??
    blocked(plan.categoryBlocks, "mcc", "merchant_category_blocked", payment, facts) ??
    capped(plan.perTransaction, "per_transaction", "per_transaction_limit", payment, facts) ??
    capped(plan.total, "total", "total_limit_exceeded", payment, facts) ??
    capped(plan.windowMoney, "windows", "window_limit_exceeded", payment, facts) ??
    capped(plan.windowCount, "windows", "velocity_limit_exceeded", payment, facts) ??
    duplicated(plan, payment, facts) ??
    short(plan, payment, facts) ??
    blocked(plan.merchantBlocks, "merchant", "merchant_blocked", payment, facts) ??
    merchantMissed(plan, payment, facts) ??
    capped(plan.merchant, "merchant", "merchant_limit_exceeded", payment, facts) ??
    drifted(plan, payment, facts) ??
    approvalNeeded(plan, payment, facts)
  );
}

/** Check 1, but for the figures, which are well formed. */
function closed({ rules, schedules, blocksOfAll }: FastPlan, payment: FastPayment, { known }: FastFacts): Found {
  const { atMs } = payment;
  if (atMs < rules.validFromMs || atMs >= rules.validUntilMs) return "unsure";
  for (const block of blocksOfAll) if (applies(block, payment, known) !== "no") return "unsure";
  let isClosed = false;
  for (const schedule of schedules) {
    if (applies(schedule, payment, known) !== "yes") continue;
    if (scheduleHolds(schedule.rule.only, atMs, schedule.timeZone)) return undefined;
    isClosed = true;
  }
  return isClosed ? "unsure" : undefined;
}

/** Check 2. */
function railsMissed({ rails }: FastPlan, payment: FastPayment, facts: FastFacts): Found {
  for (const { name, blocks, allows } of rails) {
    const found = blocked(blocks, "scope", RAIL_CODES[name].blocked, payment, facts);
    if (found !== undefined) return found === "unsure" ? found : { ...found, rail: name };
    let missed: CompiledRule | undefined;
    let isLetIn = false;
    for (const { rule, rail } of allows) {
      if (!inForce(rule, payment.atMs)) continue;
      missed ??= rule;
      isLetIn ||= matchesRail(rail, payment) === "yes";
    }
    if (missed !== undefined && !isLetIn)
      return { check: "scope", code: RAIL_CODES[name].missed, rule: missed.index, rail: name };
  }
  return undefined;
}

function blocked(
  blocks: readonly CompiledRule[],
  check: CheckName,
  code: ReasonCode,
  payment: FastPayment,
  { known }: FastFacts,
): Found {
  for (const block of blocks) {
    const match = applies(block, payment, known);
    if (match === "unverified") return "unsure";
    if (match === "yes") return { check, code, rule: block.index };
  }
  return undefined;
}

function capped(
  caps: readonly FastCap[],
  check: CheckName,
  code: ReasonCode,
  payment: FastPayment,
  facts: FastFacts,
): Found {
  for (const cap of caps) {
    if (cap.isConditional) {
      const match = applies(cap.cap, payment, facts.known);
      if (match === "unverified") return "unsure";
      if (match === "no") continue;
    }
    const partition = partitionOf(cap.cap.counting?.split, payment);
    if (partition === undefined) return "unsure";
    const spent = spentOf(cap, partition, payment.atMs, facts);
    const used = spent + (cap.countsMoney ? payment.moneyMicros : 1);
    if (!(used < cap.alertFrom)) return "unsure";
    if (cap.exclusive ? used >= cap.max : used > cap.max) {
      return { check, code, rule: cap.cap.index, broken: { cap, partition, spent } };
    }
  }
  return undefined;
}

/** The budget that a payment falls into; `undefined` for several of them, or none. */
export function partitionOf(split: Split, payment: FastPayment): string | undefined {
  if (split === undefined) return "";
  const partitions = partitionsOf(split, payment);
  return partitions.length === 1 ? partitions[0] : undefined;
}

export function spentOf({ cap, countsMoney }: FastCap, partition: string, atMs: number, facts: FastFacts): number {
  if (cap.counting === undefined) return 0;
  return countsMoney ? facts.moneyMicros(cap, partition, atMs) : facts.count(cap, partition, atMs);
}

function duplicated({ duplicates }: FastPlan, payment: FastPayment, facts: FastFacts): Found {
  for (const duplicate of duplicates) {
    const match = applies(duplicate, payment, facts.known);
    if (match === "no") continue;
    const partition = partitionOf("payment", payment);
    if (match === "unverified" || partition === undefined) return "unsure";
    if (facts.count(duplicate, partition, payment.atMs) !== 0) return "unsure";
  }
  return undefined;
}

/** Check 7. */
function short({ reserves }: FastPlan, payment: FastPayment, { known, balanceMicros }: FastFacts): Found {
  const left = balanceMicros - payment.moneyMicros;
  if (balanceMicros >= 0 && left < 0) return "unsure";
  for (const { rule, keep } of reserves) {
    if (applies(rule, payment, known) !== "no" && (balanceMicros < 0 || left < keep)) return "unsure";
  }
  return undefined;
}

/** Check 8, but for its blocks and caps. */
function merchantMissed(plan: FastPlan, payment: FastPayment, { known }: FastFacts): Found {
  let missedWho: CompiledRule | undefined;
  let isLetIn = false;
  for (const { rule, who } of plan.allowsWho) {
    if (!inForce(rule, payment.atMs)) continue;
    missedWho ??= rule;
    isLetIn ||= matchesWho(who, payment) === "yes";
  }
  for (const { rule, history } of plan.allowsHistory) {
    if (inForce(rule, payment.atMs) && matchesHistory(history, payment, known) !== "yes") return "unsure";
  }
  if (missedWho === undefined || isLetIn) return undefined;
  return { check: "merchant", code: "merchant_not_allowlisted", rule: missedWho.index };
}

/** Check 9. */
function drifted({ drifts }: FastPlan, payment: FastPayment, { known }: FastFacts): Found {
  for (const { rule, max } of drifts) {
    if (applies(rule, payment, known) === "no") continue;
    if (payment.driftMicros < 0 || payment.driftMicros > max) return "unsure";
  }
  return undefined;
}

/** Check 10. */
function approvalNeeded({ approvals }: FastPlan, payment: FastPayment, facts: FastFacts): FastVerdict {
  for (const { approval, isConditional, above, inclusive } of approvals) {
    if (isConditional) {
      const match = applies(approval, payment, facts.known);
      if (match === "unverified") return "unsure";
      if (match === "no") continue;
    }
    if (above === undefined) return "needs_approval";
    const partition = partitionOf(approval.counting?.split, payment);
    if (partition === undefined) return "unsure";
    const before = approval.counting === undefined ? 0 : facts.amountMicros(approval, partition, payment.atMs);
    const sum = before + payment.amountMicros;
    if (Number.isNaN(sum)) return "unsure";
    if (inclusive ? sum >= above : sum > above) return "needs_approval";
  }
  return "passes";
}
