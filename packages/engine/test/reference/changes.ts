import { type Duration, type Per, parseDuration, parseInstant, type ReasonCode, type Rule } from "@spendrail/model";
import type { Failure } from "./failure.js";
import { calendarUnitOf, endOfCalendarUnit, nextChange } from "./local-time.js";
import { DIMENSIONS } from "./matching.js";
import type { Moment, RuleView } from "./situation.js";

/**
 * The first instant after the moment at which the rule behind a denial might decide otherwise, if nothing else is
 * spent; until then it denies. Rules that allow together (schedules, allow lists) may change with any of them.
 */
export function nextChangeOf(moment: Moment, failure: Failure): number | undefined {
  const later = changesOf(moment, failure).filter((atMs) => atMs > moment.atMs);
  return later.length === 0 ? undefined : Math.min(...later);
}

function changesOf(moment: Moment, { code, rule: index }: Failure): number[] {
  const { policy, rules } = moment;
  if (code === "policy_not_yet_valid" || code === "policy_expired")
    return instants(policy.validFrom, policy.validUntil);
  const view = index === undefined ? undefined : rules[index];
  if (view === undefined) return [];
  switch (view.rule.kind) {
    case "schedule":
      return rules.filter(({ rule }) => rule.kind === "schedule").flatMap(({ rule }) => conditionChanges(rule, moment));
    case "allow":
      return rules.filter(({ rule }) => listsFor(code, rule)).flatMap(({ rule }) => conditionChanges(rule, moment));
    case "limit":
    case "velocity":
      return [...conditionChanges(view.rule, moment), ...windowChanges(view, view.rule.per, moment)];
    case "duplicate":
      return [...conditionChanges(view.rule, moment), ...trailingChanges(view, view.rule.within)];
    default:
      return conditionChanges(view.rule, moment);
  }
}

/** Whether the rule is a part of the allow list whose miss has this code. */
function listsFor(code: ReasonCode, rule: Rule): boolean {
  if (rule.kind !== "allow") return false;
  const dimension = DIMENSIONS.find(({ notAllowed }) => notAllowed === code);
  if (dimension !== undefined) return rule.only[dimension.key] !== undefined;
  const { merchants, categories, mccs, merchantHistory } = rule.only;
  return [merchants, categories, mccs, merchantHistory].some((part) => part !== undefined);
}

function instants(...texts: (string | undefined)[]): number[] {
  return texts.flatMap((text) => (text === undefined ? [] : [parseInstant(text)!]));
}

function conditionChanges(rule: Rule, { atMs, policy }: Moment): number[] {
  const schedules = [rule.during, rule.kind === "schedule" ? rule.only : undefined];
  const edges = schedules.map((schedule) => schedule && nextChange(schedule, atMs, policy.timeZone));
  return [...instants(rule.validFrom, rule.validUntil), ...edges.filter((edge) => edge !== undefined)];
}

function windowChanges(view: RuleView, per: Per, { atMs, policy }: Moment): number[] {
  if (typeof per === "string") return [];
  switch (per.type) {
    case "sliding":
      return trailingChanges(view, per.duration);
    case "anchored": {
      const duration = parseDuration(per.duration)!;
      // A payment up to one duration before a spend opens the window that holds the spend.
      return [...trailingChanges(view, per.duration), ...view.spends.map((spend) => spend.atMs - duration + 1)];
    }
    case "calendar": {
      // Without a spend in the unit, the payment alone is too much, in this unit and in every other.
      const unit = calendarUnitOf(atMs, per.unit, policy);
      const isUsed = view.spends.some((spend) => calendarUnitOf(spend.atMs, per.unit, policy) === unit);
      return isUsed ? [endOfCalendarUnit(atMs, per.unit, policy)] : [];
    }
  }
}

/** A spend counts from its instant until the duration has passed. */
function trailingChanges({ spends }: RuleView, duration: Duration): number[] {
  return spends.flatMap((spend) => [spend.atMs, spend.atMs + parseDuration(duration)!]);
}
