import { formatRule } from "@spendrail/language";
import { type Rule, type Schedule, scheduleHolds } from "@spendrail/model";
import type { LintRule } from "../../rule.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** 1970-01-05 was a Monday. */
const MONDAY_MS = 4 * DAY_MS;

/** Schedules and blocks that leave no time at which anything may be paid. */
export const neverOpen: LintRule = {
  severity: "error",
  summary: "There is no time of the week at which anything may be paid.",
  check({ policy }) {
    const timed = policy.rules.flatMap((rule, index) => (closes(rule) ? [{ rule, index }] : []));
    const [first] = timed;
    // A rule that comes or goes, or spares some payments, would need a claim of its own; "block everything" is no slip.
    const isSteady = timed.every(
      ({ rule }) => isAlways(rule) && (rule.kind === "schedule" || rule.during !== undefined),
    );
    if (first === undefined || !isSteady || isOpenSometime(timed.map(({ rule }) => rule))) return [];
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

/** Looks at every local time of the week at which a rule can begin or end to hold. */
function isOpenSometime(rules: readonly Rule[]): boolean {
  const minutes = [...new Set([0, ...rules.flatMap(edgesOf)])];
  return [0, 1, 2, 3, 4, 5, 6].some((day) =>
    minutes.some((minute) => isOpen(rules, MONDAY_MS + day * DAY_MS + minute * MINUTE_MS)),
  );
}

/** Whether something may be paid at a local time, as far as these rules go. */
function isOpen(rules: readonly Rule[], wallMs: number): boolean {
  // What the local clock shows is all that counts, so it is looked at as if it were UTC.
  const holds = (schedule: Schedule | undefined) => schedule === undefined || scheduleHolds(schedule, wallMs, "UTC");
  const inForce = rules.filter(({ during }) => holds(during));
  const schedules = inForce.filter((rule) => rule.kind === "schedule");
  return (
    inForce.every(({ kind }) => kind !== "block") &&
    (schedules.length === 0 || schedules.some(({ only }) => holds(only)))
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
