import { type Schedule, WEEKDAYS, type Weekday } from "@spendrail/model";
import type { Finding, Span } from "../diagnostic/diagnostic.js";
import { timeAmbiguous } from "../diagnostic/findings.js";
import type { SchedulePhrase, TimeItem } from "../phrase/phrase.js";
import { type Hours, readHours } from "./hours.js";

interface Block {
  days?: Weekday[];
  hours: Hours[];
  groupDays?: boolean;
  /** Its hours are a word: "nights". */
  isNamed?: true;
}

/** Schedules of which any may hold. */
export interface ResolvedSchedule {
  schedules: Schedule[];
  /** Days and hours are joined by "and", which may mean either or both. */
  mixed: boolean;
}

const inWeekOrder = (days: readonly Weekday[]): Weekday[] => WEEKDAYS.filter((day) => days.includes(day));

/** Reads the times of a clause; findings are added to the list, and without a reading the result is undefined. */
export function resolveSchedules(
  phrases: readonly SchedulePhrase[],
  findings: Finding[],
): ResolvedSchedule | undefined {
  const items = phrases.flatMap((phrase) =>
    phrase.items.map((item, index) => (index === 0 ? { ...item, joiner: "none" as const } : item)),
  );
  const blocks: Block[] = [];
  const joiners: TimeItem["joiner"][] = [];
  for (const [index, item] of items.entries()) {
    if (item.preposition === "outside") return outside(items, findings);
    const read = readItem(item, findings);
    if (read === undefined) return undefined;
    const current = blocks.at(-1);
    const isOpen = current !== undefined && !isUntied(current, read, item) && !startsAnother(current, items, index);
    if (current === undefined) blocks.push(read);
    else if (!isOpen || !addTo(current, read, item)) {
      if (item.joiner === "none") {
        findings.push(timeAmbiguous(item, "These times can be read in more than one way."));
        return undefined;
      }
      joiners.push(item.joiner);
      blocks.push(read);
    }
  }
  const mixed = joiners.some(
    (joiner, index) =>
      joiner !== "or" && (blocks[index]?.hours.length ?? 0) > 0 !== (blocks[index + 1]?.hours.length ?? 0) > 0,
  );
  return { schedules: blocks.flatMap(toSchedules), mixed };
}

/** "9am to 5pm on weekdays, and 10am to 2pm on Saturdays": hours that come with days of their own. */
function startsAnother({ days, hours }: Block, items: readonly TimeItem[], index: number): boolean {
  const [item, next] = items.slice(index, index + 2);
  const isSpan = next?.days !== undefined && next.joiner === "none" && item?.hours !== undefined;
  return isSpan && item.joiner !== "none" && days !== undefined && hours.length > 0;
}

/** "Nights weekends": a joiner is missing, where "nights on weekends" and "9-5 weekdays" are clear. */
function isUntied({ isNamed }: Block, { days }: Block, { joiner, preposition }: TimeItem): boolean {
  return isNamed === true && days !== undefined && joiner === "none" && preposition === undefined;
}

/** Puts the item into the block where it narrows it or adds to the same list; false when it is one of its own. */
function addTo(block: Block, { days, hours, groupDays }: Block, { joiner }: TimeItem): boolean {
  const joined = joiner === "and" || joiner === "or";
  if (days !== undefined && hours.length === 0) {
    if (block.hours.length === 0 && block.days !== undefined && joiner !== "none")
      block.days = inWeekOrder([...block.days, ...days]);
    else if (!joined && block.hours.length < 2 && (block.days === undefined || block.groupDays)) {
      block.days = inWeekOrder(days);
      block.groupDays = false;
    } else return false;
    return true;
  }
  if (groupDays) {
    if (joined || block.hours.length > 0) return false;
    block.hours = hours;
    return true;
  }
  if (block.hours.length === 0 && !joined) block.hours = hours;
  else if (block.hours.length > 0 && joiner !== "none" && !(joined && block.groupDays)) addHours(block, hours, joiner);
  else return false;
  return true;
}

/** "After 9am and before 5pm" is one stretch. */
function addHours(block: Block, hours: readonly Hours[], joiner: TimeItem["joiner"]): void {
  const last = block.hours.at(-1);
  const [next] = hours;
  if (joiner === "and" && last?.to === "00:00" && next?.from === "00:00")
    block.hours[block.hours.length - 1] = { from: last.from, to: next.to };
  else block.hours.push(...hours);
}

function toSchedules({ days, hours }: Block): Schedule[] {
  const part = days === undefined ? {} : { days: inWeekOrder(days) };
  return hours.length === 0 ? [part] : hours.map((span) => ({ ...part, hours: span }));
}

function readItem(item: TimeItem, findings: Finding[]): Block | undefined {
  const { preposition } = item;
  const bounded = preposition === "after" || preposition === "before" || preposition === "until";
  if (item.days !== undefined || item.group !== undefined) {
    if (bounded) {
      findings.push(timeAmbiguous(item, "It is not clear which times are meant; write the hours, as in after 6pm."));
      return undefined;
    }
    if (item.days !== undefined) return { days: item.days, hours: [] };
    const { days, from = "", to = "", assumed } = item.group ?? {};
    if (assumed)
      findings.push({
        code: "time_assumed",
        at: { start: item.start, end: item.end },
        message: `Read as ${from} to ${to}.`,
      });
    return { isNamed: true, hours: [{ from, to }], ...(days && { days: [...days], groupDays: true }) };
  }
  const hours = readHours(item, findings);
  return hours && { hours: [hours] };
}

function outside(items: readonly TimeItem[], findings: Finding[]): ResolvedSchedule | undefined {
  const [first] = items;
  const inner: SchedulePhrase = {
    kind: "schedule",
    start: first?.start ?? 0,
    end: items.at(-1)?.end ?? 0,
    items: items.map(({ preposition: _, ...item }) => item),
  };
  const times = resolveSchedules([inner], findings);
  return times && complement(times, inner, findings);
}

/** All other times. Only one stretch of days, of hours, or of both has one that is simple enough to write. */
export function complement(
  { schedules }: ResolvedSchedule,
  at: Span,
  findings: Finding[],
): ResolvedSchedule | undefined {
  const [only] = schedules;
  if (schedules.length !== 1 || only === undefined) {
    findings.push(
      timeAmbiguous(at, "Write the times at which the rule applies instead of the ones at which it does not."),
    );
    return undefined;
  }
  const { days, hours } = only;
  const otherDays = days && WEEKDAYS.filter((day) => !days.includes(day));
  if (otherDays?.length === 0) {
    findings.push(timeAmbiguous(at, "This names every day of the week."));
    return undefined;
  }
  if (hours === undefined) return { schedules: otherDays ? [{ days: otherDays }] : [], mixed: false };
  if (otherDays === undefined || days === undefined)
    return { schedules: [{ hours: { from: hours.to, to: hours.from } }], mixed: false };
  if (hours.to <= hours.from) {
    findings.push(
      timeAmbiguous(at, "Write the times at which the rule applies instead of the ones at which it does not."),
    );
    return undefined;
  }
  return {
    schedules: [
      { days: otherDays },
      { days, hours: { from: "00:00", to: hours.from } },
      { days, hours: { from: hours.to, to: "00:00" } },
    ],
    mixed: false,
  };
}
