import {
  calendarWindow,
  formatInstant,
  type Issue,
  nextScheduleChange,
  parseDuration,
  parseInstant,
  type SpendingPolicy,
  scheduleHolds,
} from "@spendrail/model";
import { isInstant } from "../shape/instants.js";
import type { ExposureRequest } from "./exposure-report.js";
import type { Interval } from "./intervals.js";
import { schedulesOf } from "./phases.js";

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 3_660;
/** Where a policy says nothing of its own time, and the request gives no start. */
const SOME_YEAR = "2026-01-01T00:00:00Z";

/** The periods that a request may mean, of which the worst counts; or what is wrong with it. */
export function periodsOf(
  policy: SpendingPolicy,
  { horizon, start }: ExposureRequest,
): { periods: Interval[]; issues: Issue[] } {
  const lengthMs = parseDuration(horizon);
  if (lengthMs === undefined || lengthMs > LONGEST_DAYS * DAY_MS) {
    return refusal("horizon", `The horizon is a duration such as "P1D" or "PT6H", of at most ${LONGEST_DAYS} days.`);
  }
  const periodAt = (startMs: number): Interval => ({ startMs, endMs: startMs + lengthMs });
  if (start === undefined) return { periods: startsOf(policy, lengthMs).map(periodAt), issues: [] };
  const startMs = parseInstant(start);
  if (startMs === undefined || !isInstant(startMs) || !isInstant(startMs + lengthMs)) {
    return refusal(
      "start",
      `The start is an ISO 8601 instant with a zone, in the years 1 to 9999, such as "${SOME_YEAR}".`,
    );
  }
  return { periods: [periodAt(startMs)], issues: [] };
}

function refusal(path: string, message: string): { periods: Interval[]; issues: Issue[] } {
  return { periods: [], issues: [{ code: "malformed", path, message }] };
}

/** When the policy becomes valid, and one millisecond before what changes next: calendar windows, schedules, rules. */
function startsOf(policy: SpendingPolicy, lengthMs: number): number[] {
  const { timeZone = "UTC", weekStartsOn = "monday", validFrom, validUntil } = policy;
  const untilMs = validUntil === undefined ? Number.POSITIVE_INFINITY : (parseInstant(validUntil) as number);
  const someMs = Math.min(parseInstant(SOME_YEAR) as number, untilMs - lengthMs);
  const originMs = validFrom === undefined ? someMs : (parseInstant(validFrom) as number);
  const edges = policy.rules.flatMap((rule) => {
    const per = "per" in rule ? rule.per : undefined;
    const isCalendar = typeof per === "object" && per.type === "calendar";
    return [
      ...(isCalendar ? [calendarWindow(per.unit, originMs, timeZone, weekStartsOn).endMs - 1] : []),
      ...schedulesOf(rule).map((schedule) => {
        const changeMs = nextScheduleChange(schedule, originMs, timeZone) ?? originMs;
        const opensMs = scheduleHolds(schedule, changeMs, timeZone)
          ? changeMs
          : nextScheduleChange(schedule, changeMs, timeZone);
        return opensMs ?? originMs;
      }),
      ...[rule.validFrom, rule.validUntil].flatMap((edge) =>
        edge === undefined ? [] : [parseInstant(edge) as number],
      ),
    ];
  });
  return [...new Set([originMs, ...edges])]
    .filter((ms) => ms >= originMs && isInstant(ms) && isInstant(ms + lengthMs))
    .slice(0, MOST_STARTS);
}

const MOST_STARTS = 12;

/** `[from, until)` as text. */
export function formatPeriod({ startMs, endMs }: Interval): { from: string; until: string } {
  return { from: formatInstant(startMs), until: formatInstant(endMs) };
}
