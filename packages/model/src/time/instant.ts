import type { Instant } from "../policy/policy.js";

const DAY_MS = 86_400_000;
/** The Gregorian calendar repeats after 400 years, which are a whole number of days. */
const CYCLE_MS = 146_097 * DAY_MS;
const FIRST_MS = -62_135_596_800_000;
const END_MS = 253_402_300_800_000;

const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * Reads an instant in the form of RFC 3339 and ISO 8601: date, `T`, hours and minutes, optionally seconds with a
 * fraction, and `Z` or an offset `±hh:mm`. Seconds may be absent; the zone may not.
 *
 * Digits finer than a millisecond are cut off, never rounded up: an instant keeps its side of a half-open interval.
 *
 * @returns milliseconds since 1970-01-01T00:00:00Z; `undefined` for any other form, for dates and times that do not
 * exist (30 February, hour 24, second 60) and for instants outside the years 0001 to 9999 in UTC. Never throws.
 */
export function parseInstant(text: string): number | undefined {
  const parts = FORM.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hours, minutes, seconds = "0", fraction = "", sign, zoneHours = "0", zoneMinutes = "0"] =
    parts;
  const dayMs = startOfDateMs(Number(year), Number(month), Number(day));
  if (dayMs === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  if (Number(zoneHours) > 23 || Number(zoneMinutes) > 59) return undefined;
  const offsetMinutes = (sign === "-" ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes));
  const timeMs = (Number(hours) * 60 + Number(minutes) - offsetMinutes) * 60_000 + Number(seconds) * 1_000;
  const ms = dayMs + timeMs + Number(fraction.slice(0, 3).padEnd(3, "0"));
  return ms >= FIRST_MS && ms < END_MS ? ms : undefined;
}

/** Midnight UTC of a date in the proleptic Gregorian calendar; `undefined` when there is no such date. */
function startOfDateMs(year: number, month: number, day: number): number | undefined {
  if (year === 0) return undefined;
  // Shifted by a whole cycle, because `Date.UTC` takes the years 0 to 99 for 1900 to 1999.
  const shiftedMs = Date.UTC(year + 400, month - 1, day);
  const date = new Date(shiftedMs);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? shiftedMs - CYCLE_MS : undefined;
}

/**
 * The canonical form of an instant: UTC with seconds, `2026-12-31T00:00:00Z`, and with milliseconds only where there
 * are any, `2026-12-31T00:00:00.250Z`.
 *
 * @param ms milliseconds since 1970-01-01T00:00:00Z, a whole number within the years 0001 to 9999, as `parseInstant`
 * returns them. Anything else is a broken invariant of the caller and throws a `RangeError`.
 */
export function formatInstant(ms: number): Instant {
  if (!(ms >= FIRST_MS && ms < END_MS)) throw new RangeError(`${ms} ms is outside the years 0001 to 9999`);
  const text = new Date(ms).toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}
