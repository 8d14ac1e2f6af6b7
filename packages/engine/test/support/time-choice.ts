import {
  calendarWindow,
  nextScheduleChange,
  type Per,
  parseDuration,
  parseInstant,
  type SpendingPolicy,
} from "@spendrail/model";
import * as fc from "fast-check";
import { MOMENTS } from "./pools.js";

/** When a payment is made: at a moment, at an edge of the policy's times that is near it, or just beside one. */
export interface TimeChoice {
  moment: number;
  edge: number;
  shiftMs: number;
}

const shiftMs = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.constantFrom(1, -1) },
  { weight: 2, arbitrary: fc.integer({ min: -3_600_000, max: 3_600_000 }) },
);

export const timeChoice: fc.Arbitrary<TimeChoice> = fc.record({
  moment: fc.constantFrom(...MOMENTS),
  edge: fc.nat({ max: 20 }),
  shiftMs,
});

/** How long before the payment a spend was made: some windows of the policy ago, or just beside that. */
export interface AgoChoice {
  window: number;
  times: number;
  shiftMs: number;
}

export const agoChoice: fc.Arbitrary<AgoChoice> = fc.record({
  window: fc.nat({ max: 5 }),
  times: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(0.5, 0.25) },
    { weight: 4, arbitrary: fc.constantFrom(1, 0, 2, 1.5) },
    // Later than the payment, which is then recorded late.
    { weight: 1, arbitrary: fc.constantFrom(-0.5, -1) },
  ),
  shiftMs,
});

/** Offsets are known since 1972; and every retry shall have a year of four digits. */
const EARLIEST_MS = Date.parse("1975-01-01T00:00:00Z");
const LATEST_MS = Date.parse("9500-01-01T00:00:00Z");

export function resolveTime({ moment, edge, shiftMs }: TimeChoice, policy: SpendingPolicy): number {
  const edges = [moment, ...edgesOf(policy, moment)];
  return Math.min(Math.max(edges[edge % edges.length]! + shiftMs, EARLIEST_MS), LATEST_MS);
}

/** @returns milliseconds since 1970 */
export function resolveAgo({ window, times, shiftMs }: AgoChoice, nowMs: number, lengths: readonly number[]): number {
  return Math.round(nowMs - lengths[window % lengths.length]! * times) + shiftMs;
}

/** Where the policy's schedules, validities and calendar windows change next. */
function edgesOf(policy: SpendingPolicy, atMs: number): number[] {
  const edges: (number | undefined)[] = instantsOf(policy);
  const zone = policy.timeZone ?? "UTC";
  for (const rule of policy.rules) {
    edges.push(...instantsOf(rule));
    if (rule.during !== undefined) edges.push(nextScheduleChange(rule.during, atMs, zone));
    if (rule.kind === "schedule") edges.push(nextScheduleChange(rule.only, atMs, zone));
    const per = perOf(rule);
    if (per !== undefined && typeof per === "object" && per.type === "calendar") {
      edges.push(calendarWindow(per.unit, atMs, zone, policy.weekStartsOn ?? "monday").endMs);
    }
  }
  return edges.filter((edge) => edge !== undefined);
}

function instantsOf({ validFrom, validUntil }: { validFrom?: string; validUntil?: string }): number[] {
  return [validFrom, validUntil].flatMap((text) => (text === undefined ? [] : [parseInstant(text)!]));
}

function perOf(rule: SpendingPolicy["rules"][number]): Per | undefined {
  return "per" in rule ? rule.per : undefined;
}

/** How far the policy's windows reach back from an instant, in milliseconds; an hour where it has none. */
export function windowLengths(policy: SpendingPolicy, nowMs: number): number[] {
  const lengths = policy.rules.flatMap((rule) => {
    if (rule.kind === "duplicate") return [parseDuration(rule.within)!];
    const per = perOf(rule);
    if (per === undefined || typeof per === "string") return [];
    if (per.type !== "calendar") return [parseDuration(per.duration)!];
    const { startMs } = calendarWindow(per.unit, nowMs, policy.timeZone ?? "UTC", policy.weekStartsOn ?? "monday");
    return [nowMs - startMs];
  });
  return lengths.length === 0 ? [3_600_000] : lengths;
}
