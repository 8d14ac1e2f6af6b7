import { set } from "../reading/list-reader.js";
import { object, optional, type ReadObject, required } from "../reading/object-reader.js";
import { join } from "../reading/path.js";
import { addIssue, oneOf, type Reader, type ReadingContext, text } from "../reading/reader.js";
import { quote, type Reading, refuse } from "../reading/refusal.js";
import { formatDuration, parseAnyDuration } from "../time/duration.js";
import { formatInstant, parseInstant } from "../time/instant.js";
import { canonicalTimeZone, isTimeZone } from "../time/time-zone.js";
import { WEEKDAYS } from "../time/weekday.js";
import type { Schedule, Weekday } from "./policy.js";

const TIME_OF_DAY = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/;
/** 100 years of 365 days. */
const MAX_DURATION_MS = 36_500 * 86_400_000;

/** An instant in UTC with whole seconds. */
export const instant: Reader<string> = text((text): Reading => {
  const ms = parseInstant(text);
  if (ms === undefined) {
    return refuse("malformed", `An instant is written as "2026-12-31T00:00:00Z", with a time and a zone, and exists.`);
  }
  return ms % 1_000 === 0 ? formatInstant(ms) : refuse("malformed", "An instant of a policy has whole seconds.");
});

/** A duration in canonical form, above zero and at most 100 years. */
export const duration: Reader<string> = text((text): Reading => {
  const ms = parseAnyDuration(text);
  if (ms === undefined) {
    return refuse("malformed", `A duration is written as "P7D", "PT6H", "PT15M" or "PT30S"; months and years as days.`);
  }
  return ms > 0 && ms <= MAX_DURATION_MS
    ? formatDuration(ms)
    : refuse("out_of_range", "A duration is longer than zero and at most 100 years (P36500D).");
});

/** An IANA time zone. */
export const timeZone: Reader<string> = text((text) =>
  isTimeZone(text)
    ? canonicalTimeZone(text)
    : refuse("unknown_value", `${quote(text)} is no IANA time zone, such as "Europe/Berlin".`),
);

export const weekday: Reader<Weekday> = oneOf(WEEKDAYS);

const timeOfDay = text((text) =>
  TIME_OF_DAY.test(text) ? text : refuse("malformed", `A time of day is written as "09:00", from "00:00" to "23:59".`),
);

const hours = object<NonNullable<Schedule["hours"]>>({ from: required(timeOfDay), to: required(timeOfDay) });

/** Days, hours, or both. */
export const schedule: Reader<Schedule> = object<Schedule>(
  {
    days: optional(set(weekday, (a, b) => WEEKDAYS.indexOf(a) - WEEKDAYS.indexOf(b))),
    hours: optional(hours),
  },
  ({ isGiven, path }, context) => {
    if (isGiven("days") || isGiven("hours")) return;
    addIssue(context, "impossible", path, `A schedule has "days", "hours" or both.`);
  },
);

/** The interval `[validFrom, validUntil)` has to hold at least one instant. */
export function checkValidity(
  { read, path }: ReadObject<{ validFrom?: string; validUntil?: string }>,
  context: ReadingContext,
): void {
  const { validFrom, validUntil } = read;
  if (validFrom === undefined || validUntil === undefined || validFrom < validUntil) return;
  const message = `This is never valid: ${quote(validUntil)} is not after ${quote(validFrom)}.`;
  addIssue(context, "impossible", join(path, "validUntil"), message);
}
