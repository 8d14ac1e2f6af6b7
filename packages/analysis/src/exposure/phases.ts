import {
  nextScheduleChange,
  parseInstant,
  type Rule,
  type Schedule,
  type SpendingPolicy,
  scheduleHolds,
} from "@spendrail/model";
import type { Interval } from "./intervals.js";

/** A kind of time: all instants at which the same rules are in force and the same schedules are open. */
export interface Phase {
  /** Equal for the same kind of time of the same policy. */
  readonly key: string;
  /** One of its instants. */
  readonly atMs: number;
  /** For each rule of the policy: whether its validity and `during` hold. */
  readonly inForce: readonly boolean[];
  readonly intervals: readonly Interval[];
}

/** A stretch of time is made of phases; within a year of office hours there are two. */
export function phasesOf(policy: SpendingPolicy, { startMs, endMs }: Interval): Phase[] {
  const clock = clockOf(policy);
  const phases = new Map<string, Phase & { intervals: Interval[] }>();
  for (let atMs = startMs; atMs < endMs; ) {
    const untilMs = Math.min(clock.nextChange(atMs), endMs);
    const { key, inForce } = clock.at(atMs);
    const phase = phases.get(key) ?? { key, atMs, inForce, intervals: [] };
    phase.intervals.push({ startMs: atMs, endMs: untilMs });
    phases.set(key, phase);
    atMs = untilMs;
  }
  return [...phases.values()];
}

/** What changes about a policy with time alone. Ask it of instants in order of time: it remembers the next changes. */
export function clockOf(policy: SpendingPolicy) {
  const timeZone = policy.timeZone ?? "UTC";
  const validities = [policy, ...policy.rules];
  const edges = validities
    .flatMap(({ validFrom, validUntil }) => [validFrom, validUntil])
    .flatMap((instant) => (instant === undefined ? [] : [parseInstant(instant) as number]));
  const schedules = policy.rules.flatMap(schedulesOf);
  const nextChanges = new Map<Schedule, { fromMs: number; nextMs: number }>();
  const nextOf = (schedule: Schedule, atMs: number) => {
    const kept = nextChanges.get(schedule);
    if (kept !== undefined && atMs >= kept.fromMs && atMs < kept.nextMs) return kept.nextMs;
    const nextMs = nextScheduleChange(schedule, atMs, timeZone) ?? Number.POSITIVE_INFINITY;
    nextChanges.set(schedule, { fromMs: atMs, nextMs });
    return nextMs;
  };
  let last: { atMs: number; key: string; inForce: readonly boolean[] } | undefined;
  return {
    at(atMs: number): { key: string; inForce: readonly boolean[] } {
      if (last?.atMs === atMs) return last;
      const inForce = policy.rules.map((rule) => isInForce(rule, atMs, timeZone));
      const flags = [isValid(policy, atMs), ...inForce, ...schedules.map((one) => scheduleHolds(one, atMs, timeZone))];
      last = { atMs, key: flags.map((flag) => (flag ? "1" : "0")).join(""), inForce };
      return last;
    },
    /** The first later instant at which anything may change; infinity when nothing does. */
    nextChange(atMs: number): number {
      const changes = [...edges.filter((edge) => edge > atMs), ...schedules.map((schedule) => nextOf(schedule, atMs))];
      return changes.reduce((first, change) => Math.min(first, change), Number.POSITIVE_INFINITY);
    },
  };
}

export function schedulesOf(rule: Rule): Schedule[] {
  return [rule.during, rule.kind === "schedule" ? rule.only : undefined].filter((one) => one !== undefined);
}

function isInForce(rule: Rule, atMs: number, timeZone: string): boolean {
  return isValid(rule, atMs) && (rule.during === undefined || scheduleHolds(rule.during, atMs, timeZone));
}

function isValid({ validFrom, validUntil }: { validFrom?: string; validUntil?: string }, atMs: number): boolean {
  if (validFrom !== undefined && atMs < (parseInstant(validFrom) as number)) return false;
  return validUntil === undefined || atMs < (parseInstant(validUntil) as number);
}
