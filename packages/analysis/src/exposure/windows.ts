import { calendarWindow, parseDuration, type SpendingPolicy, type Window } from "@spendrail/model";
import { from, type Intervals } from "./intervals.js";

/**
 * The most windows in which anything can be spent at the given times, and so how often a budget can be used up. This is
 * what the upper bound rests on:
 *
 * - `lifetime`: once.
 * - `sliding`: what is spent in a stretch as long as the window is counted together at the last of its payments. The
 *   fewest such stretches that hold all the times are found by starting each at the first time not held yet.
 * - `calendar`: once in every unit that holds any of the times.
 * - `anchored`: two windows open at least their length apart, so at most as often as stretches of that length fit. One
 *   window more when it was opened before, at `openedMs`: the others open when it is over.
 *
 * @param times when payments that draw on the budget can be made
 * @param openedMs the earliest opening before the period of an anchored window that is still open at the first of the times
 */
export function windowCount(
  per: Window | "lifetime",
  times: Intervals,
  policy: SpendingPolicy,
  openedMs: number | undefined,
): number {
  const first = times[0];
  if (first === undefined) return 0;
  if (per === "lifetime") return 1;
  if (per.type === "calendar") return calendarUnits(per.unit, times, policy);
  const lengthMs = parseDuration(per.duration) as number;
  if (per.type === "sliding" || openedMs === undefined) return stretches(times, lengthMs, first.startMs);
  return 1 + stretches(times, lengthMs, openedMs + lengthMs);
}

/** The fewest stretches of a length that hold all times from an instant on. */
function stretches(times: Intervals, lengthMs: number, fromMs: number): number {
  let count = 0;
  for (let next = from(times, fromMs); next !== undefined; ) {
    const needed = Math.ceil((next.endMs - next.startMs) / lengthMs);
    count += needed;
    next = from(times, next.startMs + needed * lengthMs);
  }
  return count;
}

function calendarUnits(
  unit: "hour" | "day" | "week" | "month" | "quarter" | "year",
  times: Intervals,
  policy: SpendingPolicy,
): number {
  const { timeZone = "UTC", weekStartsOn = "monday" } = policy;
  let count = 0;
  for (let next = from(times, Number.NEGATIVE_INFINITY); next !== undefined; ) {
    count += 1;
    next = from(times, calendarWindow(unit, next.startMs, timeZone, weekStartsOn).endMs);
  }
  return count;
}
