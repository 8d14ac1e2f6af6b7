import { compilePolicy, evaluate } from "@spendrail/engine";
import { formatRule } from "@spendrail/language";
import { firstInstantOf, formatInstant, parseInstant, type Rule, type SpendingPolicy } from "@spendrail/model";
import type { LintRule } from "../../rule.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A Monday, and a Monday after the clocks of either hemisphere were set: local weeks that show every time of day. */
const WEEKS = ["2026-01-05T00:00:00Z", "2026-07-06T00:00:00Z"];

/** Schedules and blocks that leave no time at which anything may be paid. */
export const neverOpen: LintRule = {
  severity: "error",
  summary: "There is no time of the week at which anything may be paid.",
  check({ policy }) {
    const timed = policy.rules.flatMap((rule, index) => (closes(rule) ? [{ rule, index }] : []));
    const [first] = timed;
    // A rule that comes or goes, or spares some payments, is left out: the claim is for all times and payments.
    const isSteady = timed.every(({ rule }) => isAlways(rule));
    if (
      first === undefined ||
      !isSteady ||
      isOpenSometime(
        policy,
        timed.map(({ rule }) => rule),
      )
    )
      return [];
    const names = timed.map(({ rule }) => `"${formatRule(rule, policy).slice(0, -1)}"`).join(" and ");
    return [
      {
        at: { rule: first.index },
        message: `Nothing can ever be paid: ${names} leave no time of the week open.`,
        related: timed.slice(1).map(({ index }) => ({ at: { rule: index }, message: "This closes times, too." })),
      },
    ];
  },
};

/** Whether the rule keeps payments out by the time alone. */
function closes(rule: Rule): boolean {
  return rule.kind === "schedule" || (rule.kind === "block" && rule.what === undefined);
}

function isAlways({ except, validFrom, validUntil }: Rule): boolean {
  return except === undefined && validFrom === undefined && validUntil === undefined;
}

/** Tries a payment at every time of the week at which a rule can begin or end to hold. */
function isOpenSometime(policy: SpendingPolicy, rules: readonly Rule[]): boolean {
  const timeZone = policy.timeZone ?? "UTC";
  const { currency } = policy;
  const times = compilePolicy({ version: 1, currency, ...(policy.timeZone && { timeZone }), rules: [...rules] });
  const minutes = [...new Set([0, ...rules.flatMap(edgesOf)])];
  return WEEKS.flatMap((week) => [0, 1, 2, 3, 4, 5, 6].map((day) => (parseInstant(week) ?? 0) + day * DAY_MS)).some(
    (dayMs) =>
      minutes.some((minute) => {
        const at = formatInstant(firstInstantOf(timeZone, dayMs + minute * MINUTE_MS));
        return evaluate(times, { id: "any", account: "any", amount: "1", at }).outcome !== "deny";
      }),
  );
}

/** Minutes after midnight. */
function edgesOf(rule: Rule): number[] {
  const schedules = [rule.during, rule.kind === "schedule" ? rule.only : undefined];
  const hours = schedules.flatMap((schedule) => (schedule?.hours === undefined ? [] : [schedule.hours]));
  return hours
    .flatMap(({ from, to }) => [from, to])
    .map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
}
