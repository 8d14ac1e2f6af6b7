import { firstInstantOf, type Instant, offsetMs, parseInstant, type Schedule, type Weekday } from "@spendrail/model";
import { listed } from "./list.js";

const DAY_MS = 86_400_000;
const GROUPS: Readonly<Record<string, string>> = {
  "monday,tuesday,wednesday,thursday,friday": "weekdays",
  "saturday,sunday": "weekends",
};

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The name of a day as a text writes it: `Monday`. */
export function weekdayName(day: Weekday): string {
  return capitalised(day);
}

/** Local times: `on weekdays between 09:00 and 17:00`. */
export function times({ days, hours }: Schedule): string {
  const parts: string[] = [];
  if (days !== undefined) parts.push(`on ${GROUPS[days.join()] ?? listed(days.map((day) => `${weekdayName(day)}s`))}`);
  if (hours !== undefined) parts.push(`between ${hours.from} and ${hours.to}`);
  return parts.join(" ");
}

interface Validity {
  validFrom?: Instant;
  validUntil?: Instant;
}

/** When something holds: `from 2026-01-01 until 2026-12-31`; empty for ever. The dates are local to the zone. */
export function validity({ validFrom, validUntil }: Validity, timeZone: string): string {
  const parts: string[] = [];
  if (validFrom !== undefined) parts.push(`from ${moment(validFrom, timeZone, 0)}`);
  // "Until" a date includes that day, so the date before is written.
  if (validUntil !== undefined) parts.push(`until ${moment(validUntil, timeZone, -DAY_MS)}`);
  return parts.join(" ");
}

/**
 * An instant as the local clock shows it. Midnight is a date alone, moved by `shiftMs`. Where no local time gives this
 * very instant back (the second of a repeated hour, years before 1000 and after 9999), it is in UTC.
 */
function moment(instant: Instant, timeZone: string, shiftMs: number): string {
  const ms = parseInstant(instant) ?? Number.NaN;
  const wallMs = ms + offsetMs(timeZone, ms);
  const midnightMs = Math.floor(wallMs / DAY_MS) * DAY_MS;
  // A midnight that the clock skips is the first instant that follows, so the date is tried before the time.
  const date = isoDate(midnightMs + shiftMs);
  if (date !== undefined && firstInstantOf(timeZone, midnightMs) === ms) return date;
  const day = isoDate(wallMs);
  if (day === undefined || firstInstantOf(timeZone, wallMs) !== ms) return instant;
  const time = new Date(wallMs).toISOString().slice(11, 19);
  return `${day} ${time.replace(/:00$/, "")}`;
}

/** `undefined` for years that people do not write with four digits. */
function isoDate(wallMs: number): string | undefined {
  const date = new Date(wallMs);
  const year = date.getUTCFullYear();
  return year >= 1000 && year <= 9999 ? date.toISOString().slice(0, 10) : undefined;
}
