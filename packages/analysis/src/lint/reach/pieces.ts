import { type CalendarUnit, type Per, parseDuration, type Window } from "@spendrail/model";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Calendar units in UTC, shortest and longest, in milliseconds. */
const LENGTHS: Readonly<Record<CalendarUnit, { min: number; max: number }>> = {
  hour: { min: HOUR_MS, max: HOUR_MS },
  day: { min: DAY_MS, max: DAY_MS },
  week: { min: 7 * DAY_MS, max: 7 * DAY_MS },
  month: { min: 28 * DAY_MS, max: 31 * DAY_MS },
  quarter: { min: 90 * DAY_MS, max: 92 * DAY_MS },
  year: { min: 365 * DAY_MS, max: 366 * DAY_MS },
};

/** What a local unit can be shorter or longer by, as clocks are set: half an hour, two hours, a day for the longer ones. */
const SLACK_MS: Readonly<Record<CalendarUnit, number>> = {
  hour: HOUR_MS / 2,
  day: 3 * HOUR_MS,
  week: DAY_MS,
  month: DAY_MS,
  quarter: DAY_MS,
  year: DAY_MS,
};

/** How many of the smaller unit one of the larger holds at most, where the smaller never straddles two. */
const NESTED: Partial<Record<CalendarUnit, Partial<Record<CalendarUnit, number>>>> = {
  day: { week: 7, month: 31, quarter: 92, year: 366 },
  month: { quarter: 3, year: 12 },
  quarter: { year: 4 },
};

/** How a stretch of time of one rule is covered by stretches of another. */
export interface Pieces {
  /** How many windows of the other rule meet one window of this. */
  readonly count: number;
  /** A refund takes money out of the other rule's totals and leaves it in this one's: the bound holds only without. */
  readonly refundsAside: boolean;
}

/**
 * How many windows of `bounding` meet one window of `bounded` at most; `undefined` when there is no such number. All
 * windows are half-open.
 *
 * @param together whether both rules count the same spends, so that anchored windows of one length open together
 * @param timeZone of calendar windows
 */
export function piecesOf(bounding: Per, bounded: Per, together: () => boolean, timeZone: string): Pieces | undefined {
  // What is true of a sum is true of one payment in it.
  if (bounded === "transaction") return { count: 1, refundsAside: false };
  if (bounding === "transaction") return undefined;
  if (bounding === "lifetime") return { count: 1, refundsAside: keepsRefunds(bounded) };
  if (bounded === "lifetime") return undefined;
  const refundsAside = bounding.type === "calendar" && keepsRefunds(bounded);
  return { count: countOf(bounding, bounded, together, timeZone), refundsAside };
}

/** Refunds lower lifetime and calendar totals, and leave anchored and sliding ones as they are. */
function keepsRefunds(per: Exclude<Per, "transaction">): boolean {
  return typeof per === "object" && per.type !== "calendar";
}

function countOf(bounding: Window, bounded: Window, together: () => boolean, timeZone: string): number {
  const stretchMs = lengthsOf(bounded, timeZone).max;
  switch (bounding.type) {
    case "sliding":
      // The stretch is cut into parts no longer than the window; each ends inside one trailing window.
      return Math.ceil(stretchMs / lengthsOf(bounding, timeZone).min);
    case "anchored":
      if (bounded.type === "anchored" && bounded.duration === bounding.duration && together()) return 1;
      return Math.ceil(stretchMs / lengthsOf(bounding, timeZone).min) + 1;
    case "calendar": {
      const nested = bounded.type === "calendar" ? nestedIn(bounding.unit, bounded.unit) : undefined;
      return nested ?? Math.ceil(stretchMs / lengthsOf(bounding, timeZone).min) + 1;
    }
  }
}

function nestedIn(bounding: CalendarUnit, bounded: CalendarUnit): number | undefined {
  if (bounding === bounded || NESTED[bounded]?.[bounding] !== undefined) return 1;
  return NESTED[bounding]?.[bounded];
}

/** How short and how long the window can be. */
export function lengthsOf(window: Window, timeZone: string): { min: number; max: number } {
  if (window.type === "calendar") {
    const slackMs = timeZone === "UTC" ? 0 : SLACK_MS[window.unit];
    return { min: LENGTHS[window.unit].min - slackMs, max: LENGTHS[window.unit].max + slackMs };
  }
  const ms = parseDuration(window.duration);
  if (ms === undefined) throw new Error(`the duration ${window.duration} is not canonical`);
  return { min: ms, max: ms };
}
