import { nextScheduleChange, parseInstant, type Rule, type Schedule, type SpendingPolicy } from "@spendrail/model";
import { SECOND_MS } from "./spans.js";

/** Not the first hour of its day, day of its week, week of its month, month of its quarter or quarter of its year. */
const ORDINARY_MS = Date.UTC(2026, 7, 19, 12, 30);
/** Schedules repeat after a week. */
const WEEK_MS = 7 * 24 * 3_600_000;
const MOST_CHANGES = 40;
const MOST_INSTANTS = 30;

/**
 * Instants at which policies can come to differ: the edges of the validities and schedules of rules and policies, one
 * second before and at each; ordinary instants first.
 */
export function instantsOf(policies: readonly SpendingPolicy[], focus: readonly Rule[]): number[] {
  const bounds = policies.flatMap((policy) => [policy.validFrom, policy.validUntil]);
  const ordinary = [ORDINARY_MS, ...bounds.flatMap((bound) => (bound === undefined ? [] : around(bound)))];
  const start = ordinary.find((atMs) => policies.every((policy) => isValid(policy, atMs))) ?? ORDINARY_MS;
  const timeZone = policies[0]?.timeZone ?? "UTC";
  const everywhere = policies.flatMap((policy) => policy.rules).flatMap(schedulesOf);
  const open = everywhere.flatMap((schedule) => changes(schedule, start, timeZone)).map((atMs) => atMs + SECOND_MS);
  const edges = [
    ...focus.flatMap((rule) => [rule.validFrom, rule.validUntil].flatMap((at) => (at === undefined ? [] : around(at)))),
    ...focus.flatMap(schedulesOf).flatMap((schedule) => changes(schedule, start, timeZone).flatMap(beside)),
  ];
  return [...new Set([start, ...ordinary, ...edges, ...open])].slice(0, MOST_INSTANTS);
}

function schedulesOf(rule: Rule): Schedule[] {
  return [...(rule.during === undefined ? [] : [rule.during]), ...(rule.kind === "schedule" ? [rule.only] : [])];
}

/** When a schedule opens and closes in the week from an instant. */
function changes(schedule: Schedule, startMs: number, timeZone: string): number[] {
  const found: number[] = [];
  for (let atMs = startMs; found.length < MOST_CHANGES; ) {
    const next = nextScheduleChange(schedule, atMs, timeZone);
    if (next === undefined || next > startMs + WEEK_MS) break;
    found.push(next);
    atMs = next;
  }
  return found;
}

function isValid({ validFrom, validUntil }: SpendingPolicy, atMs: number): boolean {
  const from = validFrom === undefined ? Number.NEGATIVE_INFINITY : (parseInstant(validFrom) as number);
  const until = validUntil === undefined ? Number.POSITIVE_INFINITY : (parseInstant(validUntil) as number);
  return from <= atMs && atMs < until;
}

function around(instant: string): number[] {
  return beside(parseInstant(instant) as number);
}

function beside(atMs: number): number[] {
  return [atMs - SECOND_MS, atMs];
}
