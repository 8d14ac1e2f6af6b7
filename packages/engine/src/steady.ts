import { AMOUNT_DECIMALS, nextScheduleChange, type Payment, readPayment } from "@spendrail/model";
import type { CompiledRules } from "./compile/compile.js";
import { type CompiledOf, type CompiledRule, nextForceChangeMs } from "./compile/compiled-rule.js";
import { amountOf, moneyOf } from "./compile/subject.js";
import type { CompiledPolicy } from "./compile-policy.js";
import type { Facts, Needs, Total, TotalQuery } from "./facts.js";
import { type Context, contextOf } from "./judge/context.js";
import { watches } from "./judge/warnings.js";
import { needsOf } from "./needs.js";

/** A closed interval of what a total may be before the payment; an absent end is open. Units as in `Total`. */
export interface Range<Number> {
  readonly min?: Number;
  readonly max?: Number;
}

/** What one total may be before the payment with the decision still the same. */
export interface TotalRange {
  readonly money?: Range<bigint>;
  readonly amount?: Range<bigint>;
  readonly count?: Range<number>;
}

/** How far the facts may move before a decision that does not deny changes. */
export interface Steadiness {
  /**
   * The first instant after the payment's own, in epoch milliseconds, at which anything but the totals may change:
   * validity, schedules, calendar windows. Infinity when nothing does.
   */
  readonly untilMs: number;
  /** One for each entry of `Needs.totals`, in the same order. */
  readonly totals: readonly TotalRange[];
}

/**
 * Says for which other totals, and until when, the policy would decide as it does on these facts: the same outcome, the
 * same approvers and the same alerts. It lets a ledger hold money in one step with the check that the decision stands.
 * The rest of the facts (balance, frozen, known merchant) is taken as given.
 *
 * @param facts those on which the policy does not deny the payment; of a denial nothing is said about the totals
 * @returns `undefined` for an invalid policy or payment and for facts that cannot be judged. Never throws.
 */
export function steadiness({ rules }: CompiledPolicy, payment: unknown, facts: Facts): Steadiness | undefined {
  const reading = readPayment(payment);
  if (rules === undefined || !reading.ok) return undefined;
  try {
    return steadinessOf(rules, reading.payment, facts);
  } catch {
    return undefined;
  }
}

function steadinessOf(rules: CompiledRules, payment: Payment, facts: Facts): Steadiness {
  const subject = rules.read(payment);
  const needs = needsOf(rules, subject);
  const context = contextOf(rules, subject, needs, facts);
  return {
    untilMs: Math.min(...changesMs(rules, needs)),
    totals: needs.totals.map((query, position) => rangeOf(context, query, facts.totals[position] as Total)),
  };
}

function changesMs({ validFromMs, validUntilMs, all }: CompiledRules, { atMs, totals }: Needs): number[] {
  const validity = [validFromMs, validUntilMs].filter((ms) => ms > atMs);
  const windows = totals.flatMap(({ span }) => (span.type === "calendar" ? [span.endMs] : []));
  const rules = all.flatMap((compiled) => [
    nextForceChangeMs(compiled, atMs),
    ...(compiled.rule.kind === "schedule"
      ? [nextScheduleChange(compiled.rule.only, atMs, compiled.timeZone) ?? Number.POSITIVE_INFINITY]
      : []),
  ]);
  return [Number.POSITIVE_INFINITY, ...validity, ...windows, ...rules];
}

function rangeOf(context: Context, query: TotalQuery, total: Total): TotalRange {
  const compiled = context.rules.all[query.rule] as CompiledRule;
  if (context.applies(compiled) !== "yes") return {};
  switch (compiled.rule.kind) {
    case "limit":
      return { money: moneyRange(context, compiled as CompiledOf<"limit">, total.money) };
    case "velocity":
      return { count: { max: compiled.rule.max - 1 } };
    case "duplicate":
      return { count: { max: 0 } };
    case "approval":
      return amountRange(context, compiled as CompiledOf<"approval">, total.amount);
    default:
      return {};
  }
}

const ONE = 10n ** BigInt(AMOUNT_DECIMALS);

/** Room for the payment, and the alerts on this limit on the same side before and after it. */
function moneyRange(context: Context, limit: CompiledOf<"limit">, spent: bigint): Range<bigint> {
  const attempted = moneyOf(context.subject);
  const max = limit.figure;
  const alerts = context.rules
    .ofKind("alert")
    .filter((alert) => context.applies(alert) === "yes" && watches(alert, limit))
    .map((alert) => divideUp(alert.figure * max, ONE));
  const broken = max - attempted + (limit.rule.exclusive ? 0n : 1n);
  return within(spent, [broken, ...alerts.flatMap((reached) => [reached - attempted, reached])]);
}

/** The same side of the threshold above which a person decides. */
function amountRange(context: Context, { rule, figure }: CompiledOf<"approval">, spent: bigint): TotalRange {
  if (rule.above === undefined) return {};
  const edge = figure - amountOf(context.subject) + (rule.inclusive ? 0n : 1n);
  return { amount: within(spent, [edge]) };
}

/** The interval around a value in which it reaches the same edges: those at or below it, and none above. */
function within(value: bigint, edges: readonly bigint[]): Range<bigint> {
  const below = edges.filter((edge) => edge <= value);
  const above = edges.filter((edge) => edge > value);
  return {
    ...(below.length === 0 ? {} : { min: below.reduce((most, edge) => (edge > most ? edge : most)) }),
    ...(above.length === 0 ? {} : { max: above.reduce((least, edge) => (edge < least ? edge : least)) - 1n }),
  };
}

function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
