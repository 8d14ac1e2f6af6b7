import type { CalendarUnit, Weekday } from "../policy/policy.js";
import { clockChange, firstInstantOf, offsetMs } from "./wall-clock.js";
import { WEEKDAYS, weekdayIndex } from "./weekday.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The calendar unit that an instant falls into, as the half-open interval `[startMs, endMs)`.
 *
 * Days, weeks, months, quarters (from January, April, July and October) and years start with a local midnight: the
 * first of two where the clock is set back over it, and the first instant after it where it is skipped. So a day that
 * a zone skipped altogether has no window, and one with a clock change is shorter or longer. Hours are elapsed hours
 * that start on the full local hour: the repeated hour of a clock change is two windows. Where the clock is set by
 * less than an hour (Lord Howe Island), one window starts at that instant. Windows follow one another without gap or
 * overlap, and each lasts longer than zero.
 *
 * @param atMs an instant, milliseconds since 1970-01-01T00:00:00Z
 * @param timeZone an IANA name; one that the runtime does not know throws a `RangeError`
 * @param weekStartsOn the first day of a week; the other units ignore it
 */
export function calendarWindow(
  unit: CalendarUnit,
  atMs: number,
  timeZone: string,
  weekStartsOn: Weekday,
): { startMs: number; endMs: number } {
  const offset = offsetMs(timeZone, atMs);
  if (unit === "hour") return hourWindow(atMs, timeZone, offset);
  const startWallMs = startOfUnit(unit, atMs + offset, weekStartsOn);
  let endWallMs = startOfNext(unit, startWallMs);
  let startMs = firstInstantOf(timeZone, startWallMs);
  let endMs = firstInstantOf(timeZone, endWallMs);
  // After the clock was set back over midnight it shows the old day again, but the next one has begun.
  while (endMs <= atMs) {
    endWallMs = startOfNext(unit, endWallMs);
    startMs = endMs;
    endMs = firstInstantOf(timeZone, endWallMs);
  }
  return { startMs, endMs };
}

function hourWindow(atMs: number, timeZone: string, offset: number): { startMs: number; endMs: number } {
  let startMs = atMs - remainder(atMs + offset, HOUR_MS);
  let endMs = startMs + HOUR_MS;
  if (remainder(offsetMs(timeZone, startMs) - offset, HOUR_MS) !== 0) {
    startMs = clockChange(timeZone, startMs, atMs) ?? startMs;
  }
  if (remainder(offsetMs(timeZone, endMs) - offset, HOUR_MS) !== 0) endMs = clockChange(timeZone, atMs, endMs) ?? endMs;
  return { startMs, endMs };
}

/** The midnight that starts the unit, as wall-clock time. */
function startOfUnit(unit: Exclude<CalendarUnit, "hour">, wallMs: number, weekStartsOn: Weekday): number {
  const midnight = wallMs - remainder(wallMs, DAY_MS);
  const date = new Date(midnight);
  switch (unit) {
    case "day":
      return midnight;
    case "week":
      return midnight - remainder(weekdayIndex(wallMs) - WEEKDAYS.indexOf(weekStartsOn), 7) * DAY_MS;
    case "month":
      return date.setUTCDate(1);
    case "quarter":
      return date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % 3), 1);
    case "year":
      return date.setUTCMonth(0, 1);
  }
}

/** The midnight that starts the unit after the one that starts at `startWallMs`, as wall-clock time. */
function startOfNext(unit: Exclude<CalendarUnit, "hour">, startWallMs: number): number {
  const date = new Date(startWallMs);
  switch (unit) {
    case "day":
      return startWallMs + DAY_MS;
    case "week":
      return startWallMs + 7 * DAY_MS;
    case "month":
      return date.setUTCMonth(date.getUTCMonth() + 1);
    case "quarter":
      return date.setUTCMonth(date.getUTCMonth() + 3);
    case "year":
      return date.setUTCFullYear(date.getUTCFullYear() + 1);
  }
}

/** The non-negative remainder, for instants before 1970 too. */
function remainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
