import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CalendarUnit, calendarWindow, formatInstant, parseInstant, WEEKDAYS } from "../../src/index.js";
import { placeInTime, wallClock, windowByBruteForce } from "./intl-reference.js";

const HOUR_MS = 3_600_000;

function windowAt(
  unit: CalendarUnit,
  at: string,
  timeZone: string,
  weekStartsOn: (typeof WEEKDAYS)[number] = "monday",
) {
  const { startMs, endMs } = calendarWindow(unit, parseInstant(at) as number, timeZone, weekStartsOn);
  return `${formatInstant(startMs)} ${formatInstant(endMs)}`;
}

describe("calendar windows", () => {
  it.each<[CalendarUnit, string, string, string, string, string]>([
    // unit, what is special, at, time zone, start, end
    ["hour", "plain", "2026-03-10T10:59:59.999Z", "UTC", "2026-03-10T10:00:00Z", "2026-03-10T11:00:00Z"],
    ["hour", "+5:30", "2026-03-10T10:29:59Z", "Asia/Kolkata", "2026-03-10T09:30:00Z", "2026-03-10T10:30:00Z"],
    ["hour", "+5:45", "2026-03-10T10:15:00Z", "Asia/Kathmandu", "2026-03-10T10:15:00Z", "2026-03-10T11:15:00Z"],
    [
      "hour",
      "repeated hour, first",
      "2026-10-25T00:30:00Z",
      "Europe/Berlin",
      "2026-10-25T00:00:00Z",
      "2026-10-25T01:00:00Z",
    ],
    [
      "hour",
      "repeated hour, second",
      "2026-10-25T01:30:00Z",
      "Europe/Berlin",
      "2026-10-25T01:00:00Z",
      "2026-10-25T02:00:00Z",
    ],
    [
      "hour",
      "before a skipped hour",
      "2026-03-29T00:30:00Z",
      "Europe/Berlin",
      "2026-03-29T00:00:00Z",
      "2026-03-29T01:00:00Z",
    ],
    [
      "hour",
      "half an hour skipped",
      "2026-10-03T15:45:00Z",
      "Australia/Lord_Howe",
      "2026-10-03T15:30:00Z",
      "2026-10-03T16:00:00Z",
    ],
    [
      "hour",
      "half an hour repeated",
      "2026-04-04T15:15:00Z",
      "Australia/Lord_Howe",
      "2026-04-04T15:00:00Z",
      "2026-04-04T15:30:00Z",
    ],
    [
      "hour",
      "before the half hour repeats",
      "2026-04-04T14:59:59Z",
      "Australia/Lord_Howe",
      "2026-04-04T14:00:00Z",
      "2026-04-04T15:00:00Z",
    ],
    ["day", "plain", "2026-03-10T00:00:00Z", "UTC", "2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z"],
    ["day", "last millisecond", "2026-03-10T23:59:59.999Z", "UTC", "2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z"],
    ["day", "before 1970", "1969-12-31T23:00:00Z", "UTC", "1969-12-31T00:00:00Z", "1970-01-01T00:00:00Z"],
    ["day", "23 hours", "2026-03-29T12:00:00Z", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"],
    ["day", "25 hours", "2026-10-25T12:00:00Z", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"],
    [
      "day",
      "24 and a half hours",
      "2026-04-05T00:00:00Z",
      "Australia/Lord_Howe",
      "2026-04-04T13:00:00Z",
      "2026-04-05T13:30:00Z",
    ],
    ["day", "no midnight", "2026-09-06T12:00:00Z", "America/Santiago", "2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z"],
    ["day", "no midnight", "2026-04-24T12:00:00Z", "Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z"],
    ["day", "no midnight", "2026-03-29T12:00:00Z", "Asia/Beirut", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"],
    ["day", "no midnight", "2018-11-04T12:00:00Z", "America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"],
    ["day", "no midnight", "2026-03-29T12:00:00Z", "Atlantic/Azores", "2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"],
    [
      "day",
      "23:00 repeated before midnight",
      "2018-02-18T02:30:00Z",
      "America/Sao_Paulo",
      "2018-02-17T02:00:00Z",
      "2018-02-18T03:00:00Z",
    ],
    [
      "day",
      "midnight twice, second pass",
      "2026-11-01T05:10:00Z",
      "America/Havana",
      "2026-11-01T04:00:00Z",
      "2026-11-02T05:00:00Z",
    ],
    [
      "day",
      "back over midnight, old day again",
      "2006-10-29T02:45:00Z",
      "America/St_Johns",
      "2006-10-29T02:30:00Z",
      "2006-10-30T03:30:00Z",
    ],
    [
      "day",
      "before a day that never was",
      "2011-12-30T09:59:59Z",
      "Pacific/Apia",
      "2011-12-29T10:00:00Z",
      "2011-12-30T10:00:00Z",
    ],
    [
      "day",
      "after a day that never was",
      "2011-12-30T10:00:00Z",
      "Pacific/Apia",
      "2011-12-30T10:00:00Z",
      "2011-12-31T10:00:00Z",
    ],
    ["week", "from Monday, on a Sunday", "2026-03-08T12:00:00Z", "UTC", "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z"],
    [
      "week",
      "with a clock change",
      "2026-03-08T20:00:00Z",
      "America/New_York",
      "2026-03-02T05:00:00Z",
      "2026-03-09T04:00:00Z",
    ],
    ["month", "February of a leap year", "2024-02-29T12:00:00Z", "UTC", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"],
    ["month", "December", "2026-12-31T23:00:00Z", "UTC", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"],
    [
      "month",
      "another month in UTC",
      "2026-12-31T23:00:00Z",
      "Europe/Berlin",
      "2026-12-31T23:00:00Z",
      "2027-01-31T23:00:00Z",
    ],
    ["quarter", "first", "2026-03-31T12:00:00Z", "UTC", "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"],
    ["quarter", "second", "2026-04-01T00:00:00Z", "UTC", "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z"],
    [
      "quarter",
      "from a 31st to a 30-day month",
      "2026-08-31T12:00:00Z",
      "UTC",
      "2026-07-01T00:00:00Z",
      "2026-10-01T00:00:00Z",
    ],
    ["quarter", "fourth", "2026-11-30T12:00:00Z", "UTC", "2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z"],
    ["year", "plain", "2024-12-31T23:59:59Z", "UTC", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"],
    ["year", "first century", "0050-06-01T00:00:00Z", "UTC", "0050-01-01T00:00:00Z", "0051-01-01T00:00:00Z"],
  ])("%s, %s: %s in %s is in %s to %s", (unit, _, at, timeZone, start, end) => {
    expect(windowAt(unit, at, timeZone)).toBe(`${start} ${end}`);
  });

  it.each([
    ["monday", "2026-03-02T00:00:00Z 2026-03-09T00:00:00Z"],
    ["tuesday", "2026-03-03T00:00:00Z 2026-03-10T00:00:00Z"],
    ["wednesday", "2026-03-04T00:00:00Z 2026-03-11T00:00:00Z"],
    ["thursday", "2026-02-26T00:00:00Z 2026-03-05T00:00:00Z"],
    ["friday", "2026-02-27T00:00:00Z 2026-03-06T00:00:00Z"],
    ["saturday", "2026-02-28T00:00:00Z 2026-03-07T00:00:00Z"],
    ["sunday", "2026-03-01T00:00:00Z 2026-03-08T00:00:00Z"],
  ] as const)("a week that starts on %s, seen from a Wednesday, is %s", (weekStartsOn, expected) => {
    expect(windowAt("week", "2026-03-04T12:00:00Z", "UTC", weekStartsOn)).toBe(expected);
  });

  it("an unknown zone is the caller's mistake", () => {
    expect(() => calendarWindow("day", 0, "Mars/Olympus", "monday")).toThrow(RangeError);
  });
});

const unit = fc.constantFrom<CalendarUnit>("hour", "day", "week", "month", "quarter", "year");
const longUnit = fc.constantFrom<Exclude<CalendarUnit, "hour">>("day", "week", "month", "quarter", "year");
const weekday = fc.constantFrom(...WEEKDAYS);

describe("laws of calendar windows", () => {
  it("an instant is inside its window, and every instant of the window has the same", () => {
    fc.assert(
      fc.property(unit, placeInTime, weekday, fc.nat(), (unit, { timeZone, atMs }, weekStartsOn, nat) => {
        const window = calendarWindow(unit, atMs, timeZone, weekStartsOn);
        expect(window.startMs).toBeLessThanOrEqual(atMs);
        expect(window.endMs).toBeGreaterThan(atMs);
        for (const ms of [window.startMs, window.startMs + (nat % (window.endMs - window.startMs)), window.endMs - 1]) {
          expect(calendarWindow(unit, ms, timeZone, weekStartsOn)).toEqual(window);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("the end of a window is the start of the next", () => {
    fc.assert(
      fc.property(unit, placeInTime, weekday, (unit, { timeZone, atMs }, weekStartsOn) => {
        const { startMs, endMs } = calendarWindow(unit, atMs, timeZone, weekStartsOn);
        expect(calendarWindow(unit, endMs, timeZone, weekStartsOn).startMs).toBe(endMs);
        expect(calendarWindow(unit, startMs - 1, timeZone, weekStartsOn).endMs).toBe(startMs);
      }),
      { numRuns: 500 },
    );
  });

  it("days to years are what a search with Intl finds", () => {
    fc.assert(
      fc.property(longUnit, placeInTime, weekday, (unit, { timeZone, atMs }, weekStartsOn) => {
        expect(calendarWindow(unit, atMs, timeZone, weekStartsOn)).toEqual(
          windowByBruteForce(unit, atMs, timeZone, weekStartsOn),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("hours last an hour, from a full local hour to the next, but for clock changes by part of an hour", () => {
    fc.assert(
      fc.property(placeInTime, ({ timeZone, atMs }) => {
        const { startMs, endMs } = calendarWindow("hour", atMs, timeZone, "monday");
        const startsFull = wallClock(timeZone, startMs) % HOUR_MS === 0;
        const endsFull = wallClock(timeZone, endMs) % HOUR_MS === 0;
        const offsetChange = wallClock(timeZone, endMs) - wallClock(timeZone, startMs - 1) - (endMs - startMs + 1);
        if (offsetChange % HOUR_MS === 0)
          expect([endMs - startMs, startsFull, endsFull]).toEqual([HOUR_MS, true, true]);
        else expect(endMs - startMs).toBeLessThanOrEqual(HOUR_MS);
      }),
      { numRuns: 500 },
    );
  });
});
