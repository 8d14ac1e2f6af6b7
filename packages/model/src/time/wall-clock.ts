import { tzOffset } from "@date-fns/tz/tzOffset";

// Wall-clock times are the milliseconds since 1970-01-01T00:00 that the local clock shows, as if there were no zones.
// `wallMs = instantMs + offset`.

const HOUR_MS = 3_600_000;
/** Beyond every offset that a zone ever had (Alaska's +15:02 before 1867). */
const WIDEST_OFFSET_MS = 16 * HOUR_MS;

/**
 * How far the local clock is ahead of UTC at an instant, in milliseconds; below zero west of Greenwich. Right from
 * 1973 on: of the offsets that were no whole minutes, the last of which ended in 1972, some are read with the wrong sign.
 *
 * @throws RangeError when the runtime does not know the zone: a broken invariant of the caller.
 */
export function offsetMs(timeZone: string, atMs: number): number {
  if (timeZone === "UTC") return 0;
  const minutes = tzOffset(timeZone, new Date(atMs));
  if (Number.isNaN(minutes)) throw new RangeError(`no time zone ${timeZone}, or no instant ${atMs}`);
  return Math.round(minutes * 60) * 1_000;
}

/**
 * The first instant in `(fromMs, toMs]` at which the local clock is set to another offset than at `fromMs`;
 * `undefined` when it is the same at `toMs`. The interval must be short enough to hold one change at most (days).
 */
export function clockChange(timeZone: string, fromMs: number, toMs: number): number | undefined {
  const before = offsetMs(timeZone, fromMs);
  if (offsetMs(timeZone, toMs) === before) return undefined;
  let sameMs = fromMs;
  let changedMs = toMs;
  while (changedMs - sameMs > 1) {
    const middleMs = Math.floor((sameMs + changedMs) / 2);
    if (offsetMs(timeZone, middleMs) === before) sameMs = middleMs;
    else changedMs = middleMs;
  }
  return changedMs;
}

/**
 * The first instant at which the local clock shows the given time or a later one: the first of the two where a time
 * occurs twice, and the instant the clock is set forward where it does not occur.
 */
export function firstInstantOf(timeZone: string, wallMs: number): number {
  const earliestMs = wallMs - WIDEST_OFFSET_MS;
  const latestMs = wallMs + WIDEST_OFFSET_MS;
  const before = offsetMs(timeZone, earliestMs);
  const after = offsetMs(timeZone, latestMs);
  if (before === after || offsetMs(timeZone, wallMs - before) === before) return wallMs - before;
  if (offsetMs(timeZone, wallMs - after) === after) return wallMs - after;
  return clockChange(timeZone, earliestMs, latestMs) ?? wallMs - after;
}
