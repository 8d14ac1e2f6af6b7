import type { Amount, Per, Rule, RuleOf, SpendingPolicy } from "@spendrail/model";
import { parseDuration, toUnits } from "@spendrail/model";
import { sharesBudget } from "../lint/reach/covers.js";
import { piecesOf } from "../lint/reach/pieces.js";

/** How what two rules count goes together. */
export interface Counted {
  /** Whether the first counts every spend that the second counts. */
  readonly all: boolean;
  /** Whether the second also counts every spend that the first counts. */
  readonly same: boolean;
}

/** `refunds`: only while nothing is refunded. */
export type Dominance = "yes" | "no" | "refunds";

type Settings = Pick<SpendingPolicy, "timeZone" | "weekStartsOn">;

/**
 * Whether a rule stops whatever another rule stops, of payments that both apply to, whatever was spent before: by denying
 * it, or where the other asks for approval, by asking as many people.
 *
 * @param counted of windows: which spends each counts
 */
export function dominates(
  strict: Rule,
  other: Rule,
  counted: Counted,
  strictIn: Settings,
  otherIn: Settings,
): Dominance {
  switch (other.kind) {
    case "limit":
      return strict.kind === "limit" && atMost(highest(strict), highest(other))
        ? sums(strict, other, counted, strictIn, otherIn)
        : "no";
    case "velocity":
      return strict.kind === "velocity" && strict.max <= other.max
        ? sums(strict, other, counted, strictIn, otherIn)
        : "no";
    case "approval":
      return asks(strict, other) ? sums(strict, other, counted, strictIn, otherIn) : "no";
    case "duplicate":
      return yes(strict.kind === "duplicate" && counted.all && isAsLong(strict.within, other.within));
    case "drift":
      return yes(strict.kind === "drift" && atMost(toUnits(strict.max), toUnits(other.max)));
    case "reserve":
      return yes(
        toUnits(other.keep) === 0n || (strict.kind === "reserve" && atMost(toUnits(other.keep), toUnits(strict.keep))),
      );
    case "allow":
    case "block":
    case "schedule":
    case "alert":
      // The first three are judged for each kind of payment at each kind of time; an alert stops nothing.
      return "yes";
  }
}

/** Whether a rule stops nothing that is not stopped without it, where missing facts deny nothing. */
export function stopsNothing(rule: Rule): boolean {
  return (rule.kind === "drift" && rule.max === "1") || (rule.kind === "reserve" && rule.keep === "0");
}

type Summing = RuleOf<"limit"> | RuleOf<"velocity"> | RuleOf<"approval">;

/** Whether what the second rule sums up is part of what the first sums up. */
function sums(strict: Rule, other: Summing, counted: Counted, strictIn: Settings, otherIn: Settings): Dominance {
  const { per: strictPer = "transaction" } = strict as Summing;
  const { per = "transaction" } = other;
  // One payment by itself is part of every sum; and a rule that asks always, asks whatever the sum.
  if (per === "transaction" || (strict.kind === "approval" && strict.above === undefined)) return "yes";
  if (strictPer === "transaction" || !counted.all || !sharesBudget(strict, other)) return "no";
  if (isCalendar(strictPer) && isCalendar(per) && !calendarsAgree(strictPer, per, strictIn, otherIn)) return "no";
  const together = counted.same && (strict as Summing).by === other.by;
  const pieces = piecesOf(strictPer, per, () => together, otherIn.timeZone ?? "UTC");
  if (pieces?.count !== 1) return "no";
  return pieces.refundsAside ? "refunds" : "yes";
}

function isCalendar(
  per: Per,
): per is { type: "calendar"; unit: "hour" | "day" | "week" | "month" | "quarter" | "year" } {
  return typeof per === "object" && per.type === "calendar";
}

function calendarsAgree(a: { unit: string }, b: { unit: string }, aIn: Settings, bIn: Settings): boolean {
  const weeks = a.unit === "week" && b.unit === "week";
  return aIn.timeZone === bIn.timeZone && (!weeks || aIn.weekStartsOn === bIn.weekStartsOn);
}

/** Whether the first rule stops a payment with whose sum the second asks for approval. */
function asks(strict: Rule, { above, inclusive, approvers = 1 }: RuleOf<"approval">): boolean {
  const from = firstAsked(above, inclusive);
  if (strict.kind === "limit") return highest(strict) < from;
  if (strict.kind !== "approval" || (strict.approvers ?? 1) < approvers) return false;
  return atMost(firstAsked(strict.above, strict.inclusive), from);
}

/** The smallest sum that needs approval, in units of 10^-18. */
function firstAsked(above: Amount | undefined, inclusive: true | undefined): bigint {
  if (above === undefined) return 0n;
  return inclusive ? toUnits(above) : toUnits(above) + 1n;
}

/** The largest sum that passes, in units of 10^-18. */
function highest({ max, exclusive }: RuleOf<"limit">): bigint {
  return exclusive ? toUnits(max) - 1n : toUnits(max);
}

function isAsLong(strict: string, other: string): boolean {
  return (parseDuration(strict) as number) >= (parseDuration(other) as number);
}

function atMost(a: bigint, b: bigint): boolean {
  return a <= b;
}

function yes(holds: boolean): Dominance {
  return holds ? "yes" : "no";
}
