import {
  type CalendarUnit,
  type Duration,
  formatDuration,
  parseDuration,
  type Rule,
  type Schedule,
  type TimeOfDay,
  type Window,
} from "@spendrail/model";
import type { Mutation } from "../mutant.js";

const UNITS: readonly CalendarUnit[] = ["hour", "day", "week", "month", "quarter", "year"];
const SECOND_MS = 1_000;
const MINUTES_OF_DAY = 24 * 60;

/** Each window, schedule and validity of a rule longer and shorter. */
export function timeMutations(rule: Rule): Mutation[] {
  const { during, validFrom, validUntil, ...always } = rule;
  return [
    ...windowMutations(rule),
    ...(during === undefined ? [] : schedules(during)).map(({ change, schedule }) => ({
      change,
      rule: { ...rule, during: schedule },
    })),
    ...(during === undefined ? [] : [{ change: "its times dropped", rule: without(rule, "during") }]),
    ...(validFrom === undefined
      ? []
      : [{ change: `validFrom ${validFrom} dropped`, rule: without(rule, "validFrom") }]),
    ...(validUntil === undefined
      ? []
      : [{ change: `validUntil ${validUntil} dropped`, rule: without(rule, "validUntil") }]),
    ...(always.kind === "schedule"
      ? schedules(always.only).map(({ change, schedule }) => ({ change, rule: { ...rule, only: schedule } as Rule }))
      : []),
  ];
}

function without(rule: Rule, key: "during" | "validFrom" | "validUntil"): Rule {
  const { [key]: _, ...rest } = rule;
  return rest;
}

function windowMutations(rule: Rule): Mutation[] {
  if (rule.kind === "duplicate") {
    return otherDurations(rule.within).map((within) => ({
      change: `within ${within} instead of ${rule.within}`,
      rule: { ...rule, within },
    }));
  }
  if (!("per" in rule) || typeof rule.per !== "object" || rule.kind === "alert") return [];
  const { per } = rule;
  return otherWindows(per).map((window) => ({
    change: `per ${nameOf(window)} instead of ${nameOf(per)}`,
    rule: { ...rule, per: window } as Rule,
  }));
}

function otherWindows(window: Window): Window[] {
  if (window.type !== "calendar") return otherDurations(window.duration).map((duration) => ({ ...window, duration }));
  const at = UNITS.indexOf(window.unit);
  return [UNITS[at + 1], UNITS[at - 1]].filter((unit) => unit !== undefined).map((unit) => ({ ...window, unit }));
}

/** A second longer, a second shorter. */
function otherDurations(duration: Duration): Duration[] {
  const durationMs = parseDuration(duration) as number;
  return [durationMs + SECOND_MS, durationMs - SECOND_MS].filter((ms) => ms > 0).map((ms) => formatDuration(ms));
}

function nameOf(window: Window): string {
  return window.type === "calendar" ? `calendar ${window.unit}` : `${window.type} ${window.duration}`;
}

/** Each day removed; each end of the hours a minute earlier and later. */
function schedules({ days, hours }: Schedule): { change: string; schedule: Schedule }[] {
  const dropped = (days ?? []).map((day) => ({
    change: `${day} removed`,
    schedule: { ...(hours === undefined ? {} : { hours }), days: (days ?? []).filter((other) => other !== day) },
  }));
  if (hours === undefined) return dropped;
  const shifted = (["from", "to"] as const).flatMap((end) =>
    [1, -1].map((minutes) => {
      const time = shift(hours[end], minutes);
      return {
        change: `${end} ${time} instead of ${hours[end]}`,
        schedule: { ...(days === undefined ? {} : { days }), hours: { ...hours, [end]: time } },
      };
    }),
  );
  return [...dropped, ...shifted];
}

function shift(time: TimeOfDay, minutes: number): TimeOfDay {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const shifted = (hour * 60 + minute + minutes + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  return `${String(Math.floor(shifted / 60)).padStart(2, "0")}:${String(shifted % 60).padStart(2, "0")}`;
}
