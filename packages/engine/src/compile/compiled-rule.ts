import {
  nextScheduleChange,
  parseInstant,
  type Rule,
  type RuleKind,
  type RuleOf,
  scheduleHolds,
  toUnits,
} from "@spendrail/model";
import type { Counting } from "./counting.js";
import { compileMatcher, type Match, type Matcher, matches } from "./matcher.js";
import type { Selectable } from "./subject.js";

/** One rule of a policy, prepared for deciding. */
export interface CompiledRule<R extends Rule = Rule> {
  readonly index: number;
  readonly rule: R;
  /** The local time zone of the rule's schedules. */
  readonly timeZone: string;
  /** The rule's own validity, `[validFromMs, validUntilMs)`. */
  readonly validFromMs: number;
  readonly validUntilMs: number;
  /** The rule's `on`, `what` or `only`. */
  readonly on: Matcher | undefined;
  readonly except: Matcher | undefined;
  /** The rule's `max`, `above`, `keep` or `at`: money or a share in units of 10^-18, a number of payments in units of 1. */
  readonly figure: bigint;
  /** What the rule counts over earlier spends; absent for rules that look at one payment alone. */
  readonly counting?: Counting;
}

export type CompiledOf<K extends RuleKind> = CompiledRule<RuleOf<K>>;

export function compileRule(rule: Rule, index: number, timeZone: string): CompiledRule {
  return {
    index,
    rule,
    timeZone,
    validFromMs: instantMs(rule.validFrom, Number.NEGATIVE_INFINITY),
    validUntilMs: instantMs(rule.validUntil, Number.POSITIVE_INFINITY),
    figure: figureOf(rule),
    on: compileSelector(rule),
    except: rule.except === undefined ? undefined : compileMatcher(rule.except),
  };
}

function figureOf(rule: Rule): bigint {
  switch (rule.kind) {
    case "limit":
    case "drift":
      return toUnits(rule.max);
    case "velocity":
      return BigInt(rule.max);
    case "approval":
      return toUnits(rule.above ?? "0");
    case "reserve":
      return toUnits(rule.keep);
    case "alert":
      return toUnits(rule.at);
    case "allow":
    case "block":
    case "duplicate":
    case "schedule":
      return 0n;
  }
}

function compileSelector(rule: Rule): Matcher | undefined {
  switch (rule.kind) {
    case "allow":
      return compileMatcher(rule.only);
    case "block":
      return rule.what === undefined ? undefined : compileMatcher(rule.what, "yes");
    case "limit":
    case "velocity":
    case "approval":
    case "duplicate":
      return rule.on === undefined ? undefined : compileMatcher(rule.on);
    case "schedule":
    case "drift":
    case "reserve":
    case "alert":
      return undefined;
  }
}

export function instantMs(instant: string | undefined, absent: number): number {
  if (instant === undefined) return absent;
  const ms = parseInstant(instant);
  if (ms === undefined) throw new Error(`the instant ${instant} is not canonical`);
  return ms;
}

/** Whether the rule's validity and `during` hold at an instant. */
export function inForce({ rule, timeZone, validFromMs, validUntilMs }: CompiledRule, atMs: number): boolean {
  if (atMs < validFromMs || atMs >= validUntilMs) return false;
  return rule.during === undefined || scheduleHolds(rule.during, atMs, timeZone);
}

/** The first instant after `atMs` at which `inForce` may change; infinity when it never does. */
export function nextForceChangeMs({ rule, timeZone, validFromMs, validUntilMs }: CompiledRule, atMs: number): number {
  if (atMs < validFromMs) return validFromMs;
  if (atMs >= validUntilMs) return Number.POSITIVE_INFINITY;
  const changeMs = rule.during === undefined ? undefined : nextScheduleChange(rule.during, atMs, timeZone);
  return Math.min(validUntilMs, changeMs ?? Number.POSITIVE_INFINITY);
}

/** Whether there are payments or instants to which the rule does not apply. */
export function isConditional(rule: CompiledRule): boolean {
  return rule.on !== undefined || rule.except !== undefined || isTimed(rule);
}

/** Whether there are instants at which the rule is not in force. */
export function isTimed({ rule: { during, validFrom, validUntil } }: CompiledRule): boolean {
  return during !== undefined || validFrom !== undefined || validUntil !== undefined;
}

/** Whether the rule's selector takes the payment in, whatever the time. An exception counts only when it is certain. */
export function selects({ on, except }: CompiledRule, subject: Selectable, known: boolean | undefined): Match {
  if (except !== undefined && matches(except, subject, known) === "yes") return "no";
  return on === undefined ? "yes" : matches(on, subject, known);
}

/** Whether the rule applies to the payment at its instant. */
export function applies(rule: CompiledRule, subject: Selectable, known: boolean | undefined): Match {
  return inForce(rule, subject.atMs) ? selects(rule, subject, known) : "no";
}
