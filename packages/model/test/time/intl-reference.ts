import fc from "fast-check";
import type { CalendarUnit, Schedule, Weekday } from "../../src/index.js";

// Time zones by brute force: Intl says what the local clock shows at an instant, and everything else is a search.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
const WEEK: Weekday[] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Zones that set the clock at midnight, by half an hour, over a whole day, over the date line, or not at all. */
export const ZONES = [
  "UTC",
  "Africa/Cairo",
  "Africa/Casablanca",
  "America/Havana",
  "America/New_York",
  "America/Santiago",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Antarctica/Troll",
  "Asia/Amman",
  "Asia/Beirut",
  "Asia/Gaza",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Pyongyang",
  "Asia/Tehran",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Europe/Dublin",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "Pacific/Kwajalein",
];

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock shows, as the milliseconds that a UTC clock would be at when it shows the same. */
export function wallClock(timeZone: string, atMs: number): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(atMs)) part[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((atMs % 1_000) + 1_000) % 1_000);
}

function offset(timeZone: string, atMs: number): number {
  return wallClock(timeZone, atMs) - atMs;
}

/** The first instant whose local time is the given one or later, found by looking at every minute that matters. */
function firstInstant(timeZone: string, wallMs: number): number {
  for (let hourMs = wallMs - 16 * HOUR_MS; ; hourMs += HOUR_MS) {
    const changes = offset(timeZone, hourMs) !== offset(timeZone, hourMs + HOUR_MS);
    if (!changes && wallClock(timeZone, hourMs + HOUR_MS) < wallMs) continue;
    for (let ms = hourMs; ms <= hourMs + HOUR_MS; ms += MINUTE_MS) if (wallClock(timeZone, ms) >= wallMs) return ms;
  }
}

function startsUnit(unit: CalendarUnit, date: Date, weekStartsOn: Weekday): boolean {
  const [month, day] = [date.getUTCMonth(), date.getUTCDate()];
  if (unit === "week") return WEEK[date.getUTCDay()] === weekStartsOn;
  if (unit === "month") return day === 1;
  if (unit === "quarter") return day === 1 && month % 3 === 0;
  if (unit === "year") return day === 1 && month === 0;
  return true;
}

/** The day, week, month, quarter or year around an instant: the nearest boundary on either side. */
export function windowByBruteForce(
  unit: Exclude<CalendarUnit, "hour">,
  atMs: number,
  timeZone: string,
  weekStartsOn: Weekday,
): { startMs: number; endMs: number } {
  const wallMs = wallClock(timeZone, atMs);
  const today = wallMs - (((wallMs % DAY_MS) + DAY_MS) % DAY_MS);
  const nearestBoundary = (step: number, isWanted: (ms: number) => boolean) => {
    for (let midnight = today - step * 2 * DAY_MS; ; midnight += step * DAY_MS) {
      if (!startsUnit(unit, new Date(midnight), weekStartsOn)) continue;
      const boundaryMs = firstInstant(timeZone, midnight);
      if (isWanted(boundaryMs)) return boundaryMs;
    }
  };
  return {
    startMs: nearestBoundary(-1, (ms) => ms <= atMs),
    endMs: nearestBoundary(1, (ms) => ms > atMs),
  };
}

/** Whether the schedule holds, read off the local clock. */
export function holdsByBruteForce({ days = WEEK, hours }: Schedule, atMs: number, timeZone: string): boolean {
  const wall = new Date(wallClock(timeZone, atMs));
  const today = WEEK[wall.getUTCDay()] as Weekday;
  if (hours === undefined) return days.includes(today);
  const yesterday = WEEK[(wall.getUTCDay() + 6) % 7] as Weekday;
  const time = wall.toISOString().slice(11, 16);
  if (hours.from < hours.to) return days.includes(today) && hours.from <= time && time < hours.to;
  return (days.includes(today) && hours.from <= time) || (days.includes(yesterday) && time < hours.to);
}

/** The first whole minute after `atMs` at which the schedule changes, within 10 days. */
export function changeByBruteForce(schedule: Schedule, atMs: number, timeZone: string): number | undefined {
  const holds = holdsByBruteForce(schedule, atMs, timeZone);
  const firstMs = (Math.floor(atMs / MINUTE_MS) + 1) * MINUTE_MS;
  for (let ms = firstMs; ms <= atMs + 10 * DAY_MS; ms += MINUTE_MS) {
    if (holdsByBruteForce(schedule, ms, timeZone) !== holds) return ms;
  }
  return undefined;
}

/** The first clock change after an instant, within 400 days; the instant itself where there is none. */
function nextClockChange(timeZone: string, fromMs: number): number {
  for (let ms = fromMs; ms < fromMs + 400 * DAY_MS; ms += WEEK_MS) {
    if (offset(timeZone, ms) === offset(timeZone, ms + WEEK_MS)) continue;
    let [before, after] = [ms, ms + WEEK_MS];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offset(timeZone, middle) === offset(timeZone, before)) before = middle;
      else after = middle;
    }
    return after;
  }
  return fromMs;
}

const plainInstant = fc.integer({ min: Date.UTC(1973, 0, 1), max: Date.UTC(2060, 0, 1) });

/** A zone and an instant from 1973 to 2060, two times out of three within a day and a half of a clock change. */
export const placeInTime: fc.Arbitrary<{ timeZone: string; atMs: number }> = fc
  .constantFrom(...ZONES)
  .chain((timeZone) =>
    fc.oneof(
      plainInstant.map((atMs) => ({ timeZone, atMs })),
      fc
        .tuple(plainInstant, fc.integer({ min: -36 * HOUR_MS, max: 36 * HOUR_MS }))
        .map(([fromMs, distance]) => ({ timeZone, atMs: nextClockChange(timeZone, fromMs) + distance })),
      fc
        .tuple(plainInstant, fc.integer({ min: -150, max: 150 }), fc.constantFrom(-1, 0, 1))
        .map(([fromMs, minutes, ms]) => ({
          timeZone,
          atMs: nextClockChange(timeZone, fromMs) + minutes * MINUTE_MS + ms,
        })),
    ),
  );
