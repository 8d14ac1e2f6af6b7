import type { CalendarUnit, Schedule, SpendingPolicy, TimeOfDay, Weekday } from "@spendrail/model";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAY_MINUTES = 24 * 60;
/** Zones change their clocks on whole quarters of an hour, and have offsets of whole minutes. */
const QUARTER_MS = 15 * MINUTE_MS;
const LOCAL_FIELDS = {
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
} as const;
const WEEKDAYS: Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** What the clock on the wall shows, as the milliseconds since 1970-01-01T00:00 that it would show in UTC. */
export function wallClock(atMs: number, timeZone: string | undefined): number {
  return atMs + (timeZone === undefined ? 0 : offsetMs(atMs, timeZone));
}

/** A clock is not changed twice within a day: an offset that is the same at both its ends holds all day. */
function offsetMs(atMs: number, timeZone: string): number {
  const day = Math.floor(atMs / DAY_MS) * DAY_MS;
  const before = offsetAt(day, timeZone);
  const isSame = before === offsetAt(day + DAY_MS, timeZone);
  return isSame ? before : offsetAt(Math.floor(atMs / QUARTER_MS) * QUARTER_MS, timeZone);
}

/** Asks Intl for the whole local date and time, once for each instant. */
function offsetAt(atMs: number, timeZone: string): number {
  const known = offsets.get(timeZone) ?? new Map<number, number>();
  offsets.set(timeZone, known);
  const offset = known.get(atMs) ?? askedOffset(atMs, timeZone);
  known.set(atMs, offset);
  return offset;
}

function askedOffset(atMs: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-US", { timeZone, ...LOCAL_FIELDS });
  formats.set(timeZone, format);
  const [month, day, year, hour, minute] = (format.format(atMs).match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year!, month! - 1, day!, hour!, minute!) - atMs;
}

const minuteOfDay = (wall: number) => Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / MINUTE_MS);
const minuteOf = (time: TimeOfDay) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether the schedule's days and hours hold at an instant. */
export function holdsAt(schedule: Schedule, atMs: number, timeZone: string | undefined): boolean {
  const wall = wallClock(atMs, timeZone);
  const minute = minuteOfDay(wall);
  // 1970-01-01 was a Thursday.
  const today = (((Math.floor(wall / DAY_MS) + 3) % 7) + 7) % 7;
  const has = (day: number) => schedule.days === undefined || schedule.days.includes(WEEKDAYS[day]!);
  if (schedule.hours === undefined) return has(today);
  const from = minuteOf(schedule.hours.from);
  const to = minuteOf(schedule.hours.to);
  if (from < to) return has(today) && from <= minute && minute < to;
  return (has(today) && minute >= from) || (has((today + 6) % 7) && minute < to);
}

/** The first instant after `atMs` at which the schedule starts or ceases to hold; `undefined` when it holds always. */
export function nextChange(schedule: Schedule, atMs: number, timeZone: string | undefined): number | undefined {
  const now = holdsAt(schedule, atMs, timeZone);
  const edges = [
    0,
    ...(schedule.hours === undefined ? [] : [minuteOf(schedule.hours.from), minuteOf(schedule.hours.to)]),
  ];
  const start = Math.floor(atMs / DAY_MS) * DAY_MS;
  // Two weeks, because the one hour of a weekly schedule may be skipped by a clock change; and days for the offset.
  for (let day = start; day <= start + 16 * DAY_MS; day += DAY_MS) {
    const instants = stretchesOf(day, timeZone).flatMap(({ startMs, lengthMs }) => {
      const minute = minuteOfDay(wallClock(startMs, timeZone));
      const waits = edges.map((edge) => ((edge - minute + DAY_MINUTES) % DAY_MINUTES) * MINUTE_MS);
      return [startMs, ...waits.filter((wait) => wait < lengthMs).map((wait) => startMs + wait)];
    });
    const changes = instants.filter((instant) => instant > atMs && holdsAt(schedule, instant, timeZone) !== now);
    if (changes.length > 0) return Math.min(...changes);
  }
  return undefined;
}

/** The stretches of a day of UTC in which the clock is not changed. */
function stretchesOf(day: number, timeZone: string | undefined): { startMs: number; lengthMs: number }[] {
  if (wallClock(day + DAY_MS, timeZone) - wallClock(day, timeZone) === DAY_MS)
    return [{ startMs: day, lengthMs: DAY_MS }];
  return Array.from({ length: 96 }, (_, quarter) => ({ startMs: day + quarter * QUARTER_MS, lengthMs: QUARTER_MS }));
}

/** A name for the calendar unit that holds the instant: two instants are in the same unit when they have one name. */
export function calendarUnitOf(atMs: number, unit: CalendarUnit, policy: SpendingPolicy): string {
  const wall = wallClock(atMs, policy.timeZone);
  const day = Math.floor(wall / DAY_MS);
  const date = new Date(wall);
  switch (unit) {
    case "hour": {
      // Elapsed hours: a change by whole hours neither cuts one short nor joins two; one by half an hour starts another.
      const past = (((wall - atMs) % HOUR_MS) + HOUR_MS) % HOUR_MS;
      return `${Math.floor((atMs + past) / HOUR_MS)} past ${past}`;
    }
    case "day":
      return `${day}`;
    case "week":
      return `${Math.floor((day + 3 - WEEKDAYS.indexOf(policy.weekStartsOn ?? "monday")) / 7)}`;
    case "month":
      return `${date.getUTCFullYear()}-${date.getUTCMonth()}`;
    case "quarter":
      return `${date.getUTCFullYear()}-${Math.floor(date.getUTCMonth() / 3)}`;
    case "year":
      return `${date.getUTCFullYear()}`;
  }
}

const LONGER_THAN: Record<CalendarUnit, number> = {
  hour: 2 * HOUR_MS,
  day: 3 * DAY_MS,
  week: 9 * DAY_MS,
  month: 33 * DAY_MS,
  quarter: 94 * DAY_MS,
  year: 368 * DAY_MS,
};

/** The first instant after `atMs` that is in another calendar unit. */
export function endOfCalendarUnit(atMs: number, unit: CalendarUnit, policy: SpendingPolicy): number {
  const name = calendarUnitOf(atMs, unit, policy);
  let inside = atMs;
  let outside = atMs + LONGER_THAN[unit];
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2);
    if (calendarUnitOf(middle, unit, policy) === name) inside = middle;
    else outside = middle;
  }
  return outside;
}
