import type { Schedule, TimeOfDay } from "../policy/policy.js";
import { clockChange, offsetMs } from "./wall-clock.js";
import { WEEKDAYS, weekdayIndex } from "./weekday.js";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** No zone since 1972 has set its clock twice within less than six days. */
const STEP_MS = 3 * DAY_MS;
/** A schedule that ever changes does so within a week, or two where a change of the clock skips its time. */
const LONGEST_WAIT_MS = 21 * DAY_MS;

/**
 * Whether local time is inside the schedule. Days and hours must both match; an absent part matches always. Hours are
 * half-open, `from` inclusive and `to` exclusive; a `to` that is not after `from` runs past midnight and belongs to
 * the day it starts on, so that Friday 22:00-02:00 has Saturday 01:00 and not Friday 01:00. What counts is what the
 * local clock shows: both passes of a repeated hour match, a skipped one never comes.
 *
 * @param schedule as `readPolicy` returns it
 * @param atMs an instant, milliseconds since 1970-01-01T00:00:00Z
 * @param timeZone an IANA name; one that the runtime does not know throws a `RangeError`
 */
export function scheduleHolds(schedule: Schedule, atMs: number, timeZone: string): boolean {
  return holdsOnClock(schedule, atMs + offsetMs(timeZone, atMs));
}

/**
 * The first instant after `atMs` at which `scheduleHolds` changes its value, exact to the millisecond; `undefined`
 * for a schedule that holds always.
 *
 * @param schedule as `readPolicy` returns it
 * @param atMs an instant, milliseconds since 1970-01-01T00:00:00Z
 * @param timeZone an IANA name; one that the runtime does not know throws a `RangeError`
 */
export function nextScheduleChange(schedule: Schedule, atMs: number, timeZone: string): number | undefined {
  const holds = scheduleHolds(schedule, atMs, timeZone);
  let startMs = atMs;
  while (startMs - atMs < LONGEST_WAIT_MS) {
    // Until the clock is set, wall-clock time and elapsed time run alike.
    const offset = offsetMs(timeZone, startMs);
    const endMs = clockChange(timeZone, startMs, startMs + STEP_MS) ?? startMs + STEP_MS;
    for (
      let wallMs = nextEdge(schedule, startMs + offset);
      wallMs - offset < endMs;
      wallMs = nextEdge(schedule, wallMs)
    ) {
      if (holdsOnClock(schedule, wallMs) !== holds) return wallMs - offset;
    }
    if (scheduleHolds(schedule, endMs, timeZone) !== holds) return endMs;
    startMs = endMs;
  }
  return undefined;
}

function holdsOnClock({ days, hours }: Schedule, wallMs: number): boolean {
  const today = weekdayIndex(wallMs);
  const isListed = (day: number) => days === undefined || days.includes(WEEKDAYS[day] as (typeof WEEKDAYS)[number]);
  if (hours === undefined) return isListed(today);
  const timeMs = timeOfDay(wallMs);
  const fromMs = toMs(hours.from);
  const untilMs = toMs(hours.to);
  if (fromMs < untilMs) return timeMs >= fromMs && timeMs < untilMs && isListed(today);
  return (timeMs >= fromMs && isListed(today)) || (timeMs < untilMs && isListed((today + 6) % 7));
}

/** The next midnight, `from` or `to` on the clock, whichever comes first after `wallMs`. */
function nextEdge({ hours }: Schedule, wallMs: number): number {
  const timeMs = timeOfDay(wallMs);
  let edgeMs = DAY_MS;
  if (hours !== undefined) {
    for (const candidateMs of [toMs(hours.from), toMs(hours.to)]) {
      if (candidateMs > timeMs && candidateMs < edgeMs) edgeMs = candidateMs;
    }
  }
  return wallMs - timeMs + edgeMs;
}

function timeOfDay(wallMs: number): number {
  return wallMs - Math.floor(wallMs / DAY_MS) * DAY_MS;
}

function toMs(time: TimeOfDay): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE_MS;
}
