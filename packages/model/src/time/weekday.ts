import type { Weekday } from "../policy/policy.js";

const DAY_MS = 86_400_000;

/** The days of the week, Monday first (ISO 8601). */
export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const satisfies readonly Weekday[];

/** Index into `WEEKDAYS` of the day that a wall-clock time falls on (milliseconds, as if the clock showed UTC). */
export function weekdayIndex(wallMs: number): number {
  // 1970-01-01 was a Thursday.
  const days = Math.floor(wallMs / DAY_MS) + 3;
  return ((days % 7) + 7) % 7;
}
