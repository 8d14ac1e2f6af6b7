import { calendarWindow, parseDuration, type Window } from "@spendrail/model";
import { type Cover, coverOf } from "./cover.js";
import { type Interval, within } from "./intervals.js";
import type { Budget, Outlets } from "./outlets.js";

/** More cuts than this are not tried; those of the longest windows come first. */
const MOST_CUTS = 16;

/** What of the outlets is within a part of the period. */
export function partOf(all: Outlets, part: Interval): Outlets {
  const outlets = all.outlets.flatMap((outlet) => {
    const intervals = within(outlet.phase.intervals, part);
    return intervals.length === 0 ? [] : [{ ...outlet, phase: { ...outlet.phase, intervals } }];
  });
  return { ...all, field: { ...all.field, period: part }, outlets };
}

/**
 * The cheapest cover of the period cut into parts, each with its own bounds: where a week begins in the middle of the
 * period, its days may bound the part before it. Cuts are tried where windows end. A shortest path from cut to cut.
 */
export function coverInParts(all: Outlets, usedOf: (budget: Budget) => bigint): Cover {
  const { startMs, endMs } = all.field.period;
  const cuts = [startMs, ...cutsOf(all), endMs];
  const best: (Cover & { ok: true })[] = [{ ok: true, bounds: [], units: 0n }];
  for (const [end, untilMs] of cuts.entries()) {
    for (const [start, fromMs] of cuts.slice(0, end).entries()) {
      const before = best[start] as Cover & { ok: true };
      const known = best[end];
      if (known !== undefined && before.units >= known.units) continue;
      const part = partOf(all, { startMs: fromMs, endMs: untilMs });
      const cover = coverOf(part, part.outlets, usedOf);
      if (!cover.ok) return cover;
      const units = before.units + cover.units;
      if (known === undefined || units < known.units) {
        best[end] = { ok: true, bounds: [...before.bounds, ...cover.bounds], units };
      }
    }
  }
  return best.at(-1) as Cover;
}

/** Ends of calendar windows in the period, and multiples of the others' lengths after its start. */
function cutsOf({ field: { policy, period }, outlets }: Outlets): number[] {
  const { timeZone = "UTC", weekStartsOn = "monday" } = policy;
  const windows = new Map<string, Window>();
  for (const { cap } of outlets.flatMap(({ budgets }) => budgets)) {
    if (typeof cap.per === "object") windows.set(JSON.stringify(cap.per), cap.per);
  }
  const ends = [...windows.values()].map((window) => {
    const nextOf = (atMs: number) =>
      window.type === "calendar"
        ? calendarWindow(window.unit, atMs, timeZone, weekStartsOn).endMs
        : atMs + (parseDuration(window.duration) as number);
    const found: number[] = [];
    for (let atMs = nextOf(period.startMs); atMs < period.endMs && found.length <= MOST_CUTS; atMs = nextOf(atMs)) {
      found.push(atMs);
    }
    return found.length > MOST_CUTS ? [] : found;
  });
  const fewFirst = ends.sort((a, b) => a.length - b.length).flat();
  return [...new Set(fewFirst)].slice(0, MOST_CUTS).sort((a, b) => a - b);
}
