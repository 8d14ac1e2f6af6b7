import { type CheckName, type ReasonCode, scheduleHolds } from "@spendrail/model";
import { RAIL_CODES } from "../checks/scope.js";
import { applies, type CompiledRule, inForce } from "../compile/compiled-rule.js";
import { type Match, matchesHistory, matchesRail, matchesWho, type RailName } from "../compile/matcher.js";
import { partitionsOf, type Split } from "../compile/selection.js";
import type { FastPayment } from "./fast-payment.js";
import type { FastAllows, FastBlocks } from "./lists.js";
import { passesPlainly } from "./passes-plainly.js";
import type { FastCap, FastCounter, FastPlan, PlainCap } from "./plan.js";

/** What is known of the account. */
export interface FastFacts {
  /** Whether it has captured a payment to the payment's merchant before. */
  readonly known: boolean | undefined;
  /** -1 where the balance is not known. */
  readonly balanceMicros: number;
  /** Whether the caps, which count the same spends, have room for the payment; `false` where it is not certain. */
  hasRoom(caps: readonly PlainCap[], payment: FastPayment): boolean;
  // The totals of one budget of a counting rule at an instant; `NaN` where only the exact path can say.
  moneyMicros(counter: FastCounter, partition: string, atMs: number): number;
  amountMicros(counter: FastCounter, partition: string, atMs: number): number;
  count(counter: FastCounter, partition: string, atMs: number): number;
  resetsAtMs(counter: FastCounter, partition: string, atMs: number): number | undefined;
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
  if (plan.plain !== undefined && passesPlainly(plan.plain, payment, facts)) return "passes";
  return judgeInOrder(plan, payment, facts);
}

function judgeInOrder(plan: FastPlan, payment: FastPayment, facts: FastFacts): FastVerdict {
  return (
    closed(plan, payment, facts) ??
    railsMissed(plan, payment, facts) ??
    blocked(plan.categoryBlocks, payment.mcc, "mcc", "merchant_category_blocked", payment, facts) ??
    judgeMoney(plan, payment, facts)
  );
}

/** From check 4 on. */
function judgeMoney(plan: FastPlan, payment: FastPayment, facts: FastFacts): FastVerdict {
  const caps = hasPlainRoom(plan, payment, facts) ? plan.otherCaps : plan.caps;
  return (
    capped(caps.perTransaction, "per_transaction", "per_transaction_limit", payment, facts) ??
    capped(caps.total, "total", "total_limit_exceeded", payment, facts) ??
    capped(caps.windowMoney, "windows", "window_limit_exceeded", payment, facts) ??
    capped(caps.windowCount, "windows", "velocity_limit_exceeded", payment, facts) ??
    duplicated(plan, payment, facts) ??
    short(plan, payment, facts) ??
    blocked(plan.merchantBlocks, payment.merchant, "merchant", "merchant_blocked", payment, facts) ??
    merchantMissed(plan, payment, facts) ??
    capped(caps.merchant, "merchant", "merchant_limit_exceeded", payment, facts) ??
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
    const value = payment[name];
    const found = blocked(blocks, value, "scope", RAIL_CODES[name].blocked, payment, facts);
    if (found !== undefined) return found === "unsure" ? found : { ...found, rail: name };
    const missed = missedIn(allows, value, matchesRail, payment);
    if (missed !== undefined) return { check: "scope", code: RAIL_CODES[name].missed, rule: missed.index, rail: name };
  }
  return undefined;
}

/** @param value of the fact that the blocks are mostly about */
function blocked(
  { rules, refused, isPlain }: FastBlocks,
  value: string | undefined,
  check: CheckName,
  code: ReasonCode,
  payment: FastPayment,
  { known }: FastFacts,
): Found {
  if (isPlain && (refused.size === 0 || (value !== undefined && !refused.has(value)))) return undefined;
  for (const block of rules) {
    const match = applies(block, payment, known);
    if (match === "unverified") return "unsure";
    if (match === "yes") return { check, code, rule: block.index };
  }
  return undefined;
}

/** The first rule of an allowlist in force that the payment is not in; `undefined` when it is, or there is none. */
function missedIn<Part>(
  { rules, letIn }: FastAllows<Part>,
  value: string | undefined,
  matches: (part: Part, payment: FastPayment) => Match,
  payment: FastPayment,
): CompiledRule | undefined {
  if (letIn !== undefined && value !== undefined && letIn.has(value)) return undefined;
  let missed: CompiledRule | undefined;
  for (const { rule, part } of rules) {
    if (!inForce(rule, payment.atMs)) continue;
    if (matches(part, payment) === "yes") return undefined;
    missed ??= rule;
  }
  return missed;
}

/** Whether the plain caps on money have room for the payment, without an alert. */
function hasPlainRoom(plan: FastPlan, payment: FastPayment, facts: FastFacts): boolean {
  if (payment.moneyMicros > plan.mostEach) return false;
  for (const caps of plan.plainCaps) if (!facts.hasRoom(caps, payment)) return false;
  return true;
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
    const partition = partitionOf(cap.counter.split, payment);
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

export function spentOf({ counter, countsMoney }: FastCap, partition: string, atMs: number, facts: FastFacts): number {
  if (counter.spanAt === undefined) return 0;
  return countsMoney ? facts.moneyMicros(counter, partition, atMs) : facts.count(counter, partition, atMs);
}

function duplicated({ duplicates }: FastPlan, payment: FastPayment, facts: FastFacts): Found {
  for (const { rule, counter } of duplicates) {
    const match = applies(rule, payment, facts.known);
    if (match === "no") continue;
    const partition = partitionOf("payment", payment);
    if (match === "unverified" || partition === undefined) return "unsure";
    if (facts.count(counter, partition, payment.atMs) !== 0) return "unsure";
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
  const missed = missedIn(plan.allowsWho, payment.merchant, matchesWho, payment);
  for (const { rule, history } of plan.allowsHistory) {
    if (inForce(rule, payment.atMs) && matchesHistory(history, payment, known) !== "yes") return "unsure";
  }
  return missed === undefined ? undefined : { check: "merchant", code: "merchant_not_allowlisted", rule: missed.index };
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
  for (const { approval, counter, isConditional, above, inclusive } of approvals) {
    if (isConditional) {
      const match = applies(approval, payment, facts.known);
      if (match === "unverified") return "unsure";
      if (match === "no") continue;
    }
    if (above === undefined) return "needs_approval";
    const partition = partitionOf(counter.split, payment);
    if (partition === undefined) return "unsure";
    const before = counter.spanAt === undefined ? 0 : facts.amountMicros(counter, partition, payment.atMs);
    const sum = before + payment.amountMicros;
    if (Number.isNaN(sum)) return "unsure";
    if (inclusive ? sum >= above : sum > above) return "needs_approval";
  }
  return "passes";
}
