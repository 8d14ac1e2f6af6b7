import { parseInstant } from "@spendrail/model";

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const HYPHEN = 0x2d;
const COLON = 0x3a;
const CAPITAL_T = 0x54;
const CAPITAL_Z = 0x5a;
/** The length that only `2026-12-31T00:00:00Z` has. */
const WITH_SECONDS_IN_UTC = 20;
const FIRST_YEAR = 1970;
/** Leap days before 1970. */
const FIRST_LEAP_DAYS = 477;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** `parseInstant`, in half the time for an instant since 1970 with whole seconds in UTC, as most are. */
export function instantMs(text: string): number | undefined {
  if (text.length !== WITH_SECONDS_IN_UTC || text.charCodeAt(19) !== CAPITAL_Z) return parseInstant(text);
  const year = pair(text, 0) * 100 + pair(text, 2);
  const month = pair(text, 5);
  const day = pair(text, 8);
  const hours = pair(text, 11);
  const minutes = pair(text, 14);
  const seconds = pair(text, 17);
  // The last days of months are a matter for the calendar.
  const isDate = year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  const isMarked =
    text.charCodeAt(4) === HYPHEN &&
    text.charCodeAt(7) === HYPHEN &&
    text.charCodeAt(10) === CAPITAL_T &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON;
  if (!(isDate && isMarked && hours < 24 && minutes < 60 && seconds < 60)) return parseInstant(text);
  return daysSince1970(year, month, day) * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * SECOND_MS;
}

/** @param day at most the 28th */
function daysSince1970(year: number, month: number, day: number): number {
  const isLeap = (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
  const before = year - 1;
  const leapDays = ((before / 4) | 0) - ((before / 100) | 0) + ((before / 400) | 0) - FIRST_LEAP_DAYS;
  const daysBeforeMonth = (DAYS_BEFORE_MONTH[month - 1] as number) + (isLeap && month > 2 ? 1 : 0);
  return (year - FIRST_YEAR) * 365 + leapDays + daysBeforeMonth + day - 1;
}

/** The number that two digits write; for anything else, one that no part of an instant is. */
function pair(text: string, start: number): number {
  const tens = text.charCodeAt(start) - 48;
  const ones = text.charCodeAt(start + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 1_000_000;
}
