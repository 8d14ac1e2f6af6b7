import { offsetMs, parseInstant, WEEKDAYS } from "@spendrail/model";
import type { Finding, Span } from "../diagnostic/diagnostic.js";
import type { Word } from "../lexer/word.js";
import type { ValidityPart } from "../phrase/phrase.js";

export const DAY_MS = 86_400_000;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

export interface LocalTime {
  /** Milliseconds as if the local clock showed UTC. */
  wallMs: number;
  hasTime: boolean;
  /** It is the clock of UTC, whatever the zone. */
  isUtc?: true;
}

/** Longer than from one 29 February to the next. */
const MOST_YEARS = 9;

/** A date; one without a year is the next of its kind, today included, counted from the reference instant. */
export function datedOn(word: Word, timeZone: string, referenceMs: number | undefined): LocalTime | Finding {
  const stated = readDate(word);
  if (!("code" in stated) || stated.code !== "date_relative" || referenceMs === undefined) return stated;
  const today = startOfDay(referenceMs + offsetMs(timeZone, referenceMs));
  const thisYear = new Date(today).getUTCFullYear();
  const [, day = "", clock = ""] = /^(.*?\S)((?:,?\s(?:at\s)?\d{2}:\d{2})?)$/i.exec(word.text) ?? [];
  const years = Array.from({ length: MOST_YEARS }, (_, index) => thisYear + index);
  const dates = years.map((year) => readDate({ ...word, text: `${day}, ${year}${clock}` }));
  return dates.find((date) => !("code" in date) && date.wallMs >= today) ?? stated;
}

/** Midnight of the day, in milliseconds as if the local clock showed UTC. */
const startOfDay = (wallMs: number): number => Math.floor(wallMs / DAY_MS) * DAY_MS;

function readDate(word: Word): LocalTime | Finding {
  const at = { start: word.start, end: word.end };
  if (/z$/i.test(word.text)) return utcInstant(word.text, at);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:(?:T|\s+(?:at\s)?)(\d{2}):(\d{2})(?::(\d{2}))?)?$/i.exec(word.text);
  if (iso)
    return localTime(
      iso.slice(1).map((part) => Number(part ?? -1)),
      at,
      word.text,
    );
  const numeric = /^(\d{1,4})[/.](\d{1,2})[/.](\d{2,4})$/.exec(word.text);
  if (numeric) return numericDate(numeric, at, word.text);
  return namedDate(word.text, at);
}

/** "2026-10-25T01:30:00Z". */
function utcInstant(text: string, at: Span): LocalTime | Finding {
  const ms = parseInstant(text.toUpperCase().replace(/\s+(?:AT\s+)?/, "T"));
  return ms === undefined ? noSuchDate(text, at) : { wallMs: ms, hasTime: true, isUtc: true };
}

function noSuchDate(text: string, at: Span): Finding {
  return { code: "date_invalid", at, message: `There is no date ${text}.` };
}

function numericDate(
  [, first = "", second = "", third = ""]: readonly string[],
  at: Span,
  text: string,
): LocalTime | Finding {
  if (first.length === 4) return localTime([Number(first), Number(second), Number(third), -1, -1, -1], at, text);
  const year = third.length === 2 ? `20${third}` : third;
  const readings = [
    [first, second],
    [second, first],
  ]
    .filter(([month]) => Number(month) >= 1 && Number(month) <= 12)
    .map(([month = "", day = ""]) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`)
    .filter(
      (reading, index, list) =>
        list.indexOf(reading) === index && !("code" in readDate({ class: "date", text: reading, ...at })),
    );
  return {
    code: "date_ambiguous",
    at,
    message: `The date ${text} can be read in two ways; write it like 2026-12-31.`,
    ...(readings.length > 0 && {
      fixes: readings.map((reading) => ({ title: `Write ${reading}`, edits: [{ ...at, text: reading }] })),
    }),
  };
}

function namedDate(text: string, at: Span): LocalTime | Finding {
  const month = MONTHS.findIndex((name) => new RegExp(`(?:^|[^a-z])${name}`, "i").test(text)) + 1;
  const year = /(?:^|\D)(\d{4})(?:\D|$)/.exec(text)?.[1];
  const day = /(?:^|\D)(\d{1,2})(?:st|nd|rd|th)?(?:[^\d:]|$)/i.exec(text)?.[1];
  const clock = /(\d{2}):(\d{2})/.exec(text);
  if (year === undefined) return { code: "date_relative", at, message: `The date ${text} has no year.` };
  return localTime(
    [Number(year), month, Number(day ?? 0), ...(clock ? [Number(clock[1]), Number(clock[2]), 0] : [-1, -1, -1])],
    at,
    text,
  );
}

function localTime(
  [year = 0, month = 0, day = 0, hours = -1, minutes = -1, seconds = -1]: readonly number[],
  at: Span,
  text: string,
): LocalTime | Finding {
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  if (
    year < 1000 ||
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    hours > 23 ||
    minutes > 59 ||
    seconds > 59
  ) {
    return noSuchDate(text, at);
  }
  return hours < 0
    ? { wallMs: midnight, hasTime: false }
    : { wallMs: midnight + (hours * 60 + minutes) * 60_000 + Math.max(seconds, 0) * 1_000, hasTime: true };
}

/** "For 30 days", "until next Friday", "until tomorrow": counted from the reference instant. */
export function relativeDate(
  part: ValidityPart,
  timeZone: string,
  referenceMs: number | undefined,
): LocalTime | Finding {
  const words = part.relative ?? [];
  const relative: Finding = {
    code: "date_relative",
    at: { start: part.start, end: part.end },
    message: "This date depends on today; write it like 2026-12-31.",
  };
  if (referenceMs === undefined) return relative;
  const wallMs = referenceMs + offsetMs(timeZone, referenceMs);
  const unit = words.find((word) => word.meaning !== undefined && "unit" in word.meaning)?.meaning;
  const figure = words.find((word) => word.class === "figure")?.meaning;
  if (unit !== undefined && "unit" in unit) {
    if (part.role !== "until" || figure === undefined || !("figure" in figure)) return relative;
    const ms = unit.unit.ms * Number(figure.figure);
    return Number.isSafeInteger(ms) && ms < 36_500 * DAY_MS ? { wallMs: wallMs + ms, hasTime: true } : relative;
  }
  const today = startOfDay(wallMs);
  const weekday = words.find((word) => word.class === "weekday")?.meaning;
  if (weekday !== undefined && "weekday" in weekday) {
    const index = (Math.floor(today / DAY_MS) + 3) % 7;
    return { wallMs: today + (((WEEKDAYS.indexOf(weekday.weekday) - index + 6) % 7) + 1) * DAY_MS, hasTime: false };
  }
  const [word] = words.filter(({ class: name }) => name === "tomorrow");
  const day = namedDay(word?.text.toLowerCase() ?? "", today);
  return day === undefined ? relative : { wallMs: day, hasTime: false };
}

/** "Today", "tomorrow", "the end of the month". */
function namedDay(name: string, today: number): number | undefined {
  const date = new Date(today);
  if (name === "today") return today;
  if (name === "tomorrow") return today + DAY_MS;
  if (name.includes("month")) return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0);
  if (name.includes("year")) return Date.UTC(date.getUTCFullYear(), 11, 31);
  return undefined;
}
