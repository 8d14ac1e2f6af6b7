import type { CalendarUnit, Weekday } from "@spendrail/model";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A unit of time: its length as a window, and the calendar unit of that name where there is one. */
export interface TimeUnit {
  ms: number;
  calendar?: CalendarUnit;
}

const UNITS: readonly (readonly [TimeUnit, string, string])[] = [
  [{ ms: SECOND }, "second, seconds, sec, secs, s", ""],
  [{ ms: MINUTE }, "minute, minutes, min, mins", "by the minute"],
  [{ ms: HOUR, calendar: "hour" }, "hour, hours, hr, hrs, h", "hourly"],
  [{ ms: DAY, calendar: "day" }, "day, days, d", "daily, day to day"],
  [{ ms: 7 * DAY, calendar: "week" }, "week, weeks, wk, wks", "weekly"],
  [{ ms: 14 * DAY }, "fortnight, fortnights", "fortnightly"],
  [{ ms: 30 * DAY, calendar: "month" }, "month, months, mo, mos, mth", "monthly"],
  [{ ms: 90 * DAY, calendar: "quarter" }, "quarter, quarters, qtr", "quarterly"],
  [{ ms: 365 * DAY, calendar: "year" }, "year, years, yr, yrs, annum", "yearly, annual, annually, p.a."],
];

const split = (words: string): string[] => (words === "" ? [] : words.split(", "));

/** "day", "hrs": what may follow "per". */
export const UNIT_WORDS: readonly (readonly [string, TimeUnit])[] = UNITS.flatMap(([unit, nouns]) =>
  split(nouns).map((word) => [word, unit] as const),
);

/** "daily", "annually": a whole period in one word. */
export const PERIOD_WORDS: readonly (readonly [string, TimeUnit])[] = UNITS.flatMap(([unit, , adverbs]) =>
  split(adverbs).map((word) => [word, unit] as const),
);

const WORKDAYS: readonly Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday"];
const WEEKEND: readonly Weekday[] = ["saturday", "sunday"];

const SHORT_DAYS: Readonly<Record<Weekday, string>> = {
  monday: "mon",
  tuesday: "tue, tues",
  wednesday: "wed",
  thursday: "thu, thur, thurs",
  friday: "fri",
  saturday: "sat",
  sunday: "sun",
};

/** Words for one day of the week, which may start or end a range. */
export const WEEKDAY_WORDS: readonly (readonly [string, Weekday])[] = Object.entries(SHORT_DAYS).flatMap(
  ([day, short]) => [day, `${day}s`, ...split(short)].map((word) => [word, day as Weekday] as const),
);

/** Words for several days of the week. */
export const DAY_GROUP_WORDS: readonly (readonly [string, readonly Weekday[]])[] = [
  ...split(
    "weekdays, weekday, business days, business day, working days, workdays, workday, work days, the work week, the working week, week days",
  ).map((word) => [word, WORKDAYS] as const),
  ...split("weekends, weekend, the weekend").map((word) => [word, WEEKEND] as const),
];

/** Words for hours of the day, with the days they are on, and whether an hour had to be assumed. */
export const HOUR_GROUP_WORDS: readonly (readonly [
  string,
  { days?: readonly Weekday[]; from: string; to: string; assumed?: true },
])[] = [
  ...split(
    "business hours, office hours, working hours, work hours, normal business hours, regular business hours",
  ).map((word) => [word, { days: WORKDAYS, from: "09:00", to: "17:00" }] as const),
  ...split("night, nights, overnight, the night, nighttime, night time").map(
    (word) => [word, { from: "22:00", to: "06:00" }] as const,
  ),
  ...split("evening, evenings, the evening, the evenings").map(
    (word) => [word, { from: "18:00", to: "22:00", assumed: true }] as const,
  ),
  ...split("morning, mornings, the morning, the mornings").map(
    (word) => [word, { from: "06:00", to: "12:00", assumed: true }] as const,
  ),
  ...split("afternoon, afternoons, the afternoon, the afternoons").map(
    (word) => [word, { from: "12:00", to: "18:00", assumed: true }] as const,
  ),
];
