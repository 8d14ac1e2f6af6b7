import type { Schedule } from "@spendrail/model";
import type { Finding } from "../diagnostic/diagnostic.js";
import { timeAmbiguous } from "../diagnostic/findings.js";
import type { Word } from "../lexer/word.js";
import type { TimeItem } from "../phrase/phrase.js";

/** Hours of the day, `from` inclusive and `to` exclusive. */
export type Hours = NonNullable<Schedule["hours"]>;

interface Clock {
  minutes: number;
  /** No am or pm and no minutes: "9". */
  bare: boolean;
}

export function readHours(item: TimeItem, findings: Finding[]): Hours | undefined {
  const { from, to } = item.hours ?? {};
  const start = from && readClock(from);
  const end = to && readClock(to);
  if ((from && !start) || (to && !end)) {
    findings.push(timeAmbiguous(item, "There is no such time of day."));
    return undefined;
  }
  if (start && end) return readPair(start, end, item, findings);
  const single = start ?? end;
  const bounded = start ? item.preposition === "after" || item.preposition === "from" : true;
  if (single === undefined || single.bare || !bounded) {
    findings.push(timeAmbiguous(item, "Write both ends of the hours, as in 9am to 5pm."));
    return undefined;
  }
  return start ? { from: clockText(start.minutes), to: "00:00" } : { from: "00:00", to: clockText(single.minutes) };
}

function readPair(start: Clock, end: Clock, item: TimeItem, findings: Finding[]): Hours | undefined {
  const startHour = start.minutes / 60;
  const endHour = end.minutes / 60;
  let to = end.minutes;
  const workday = startHour >= 6 && startHour <= 11 && endHour % 12 < startHour;
  if (
    end.bare &&
    (start.bare ? endHour >= 1 && endHour <= 8 && workday : endHour < startHour && startHour < 12 && endHour >= 1)
  ) {
    to += 12 * 60;
    assumed(item, start.minutes, to, findings);
  } else if (start.bare && !end.bare) {
    if (!workday || to < 12 * 60) return ambiguousPair(item, findings);
    assumed(item, start.minutes, to, findings);
  } else if ((start.bare || end.bare) && (end.minutes <= start.minutes || (start.bare && end.bare && endHour <= 12))) {
    return ambiguousPair(item, findings);
  }
  // Without am, pm or a leading zero, 9:00-5:00 is more likely to end in the afternoon.
  if (isHalfClock(item) && to <= start.minutes) return ambiguousPair(item, findings);
  if (to % 1440 === start.minutes % 1440 && (start.bare || end.bare)) return ambiguousPair(item, findings);
  return { from: clockText(start.minutes), to: clockText(to) };
}

function isHalfClock({ hours }: TimeItem): boolean {
  const clocks = [hours?.from?.text ?? "", hours?.to?.text ?? ""];
  return (
    clocks.every((clock) => /^(?:0?[1-9]|1[0-2]):\d{2}$/.test(clock)) && clocks.some((clock) => /^\d:/.test(clock))
  );
}

function ambiguousPair(item: TimeItem, findings: Finding[]): undefined {
  findings.push(
    timeAmbiguous(item, "These hours can be read in more than one way; write am or pm, or 09:00 to 17:00."),
  );
  return undefined;
}

function assumed(item: TimeItem, from: number, to: number, findings: Finding[]): void {
  findings.push({
    code: "time_assumed",
    at: { start: item.start, end: item.end },
    message: `Read as ${clockText(from)} to ${clockText(to)}.`,
  });
}

function readClock(word: Word): Clock | undefined {
  if (word.class === "noon") return { minutes: 720, bare: false };
  if (word.class === "midnight") return { minutes: 1440, bare: false };
  const parts = /^(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*(a|p)?/i.exec(
    word.meaning !== undefined && "figure" in word.meaning ? word.meaning.figure : word.text,
  );
  if (parts === null) return undefined;
  const [, hourText = "", minuteText = "0", seconds = "00", half] = parts;
  const hour = Number(hourText);
  const minute = Number(minuteText);
  if (minute > 59 || seconds !== "00" || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  if (half === undefined) return { minutes: hour * 60 + minute, bare: word.class === "figure" };
  if (hour < 1 || hour > 12) return undefined;
  return { minutes: ((hour % 12) + (half.toLowerCase() === "p" ? 12 : 0)) * 60 + minute, bare: false };
}

function clockText(minutes: number): string {
  const day = minutes % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, "0")}:${String(day % 60).padStart(2, "0")}`;
}
