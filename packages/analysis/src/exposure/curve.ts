import { formatInstant, fromUnits, parseInstant, toUnits } from "@spendrail/model";
import { coverOf } from "./cover.js";
import type { CurvePoint } from "./exposure-report.js";
import type { Found } from "./find-exposure.js";
import { usedBy } from "./in-flight.js";
import { before } from "./intervals.js";
import { moneyOf } from "./replay-schedule.js";

const MOST_POINTS = 60;

/** The exposure of the first part of the period, at the instants at which the schedule pays, at most sixty of them. */
export function curveOf({ question, exposure, all }: Found): CurvePoint[] {
  const { inFlight, compiled, field } = question;
  const { period } = field;
  const used = usedBy(inFlight, compiled);
  const flying = inFlight.reduce((sum, payment) => sum + moneyOf(payment, compiled), 0n);
  const upperAt = (atMs: number): { upper?: string } => {
    if (exposure.kind === "unbounded") return {};
    const untilMs = atMs + 1;
    const outlets = all.outlets.flatMap((outlet) => {
      const intervals = before(outlet.phase.intervals, untilMs);
      return intervals.length === 0 ? [] : [{ ...outlet, phase: { ...outlet.phase, intervals } }];
    });
    const cover = coverOf(all, outlets, used);
    return cover.ok ? { upper: fromUnits(cover.units + flying) } : {};
  };
  const spentUntil = new Map<number, bigint>();
  let spent = flying;
  for (const { at, amount, times } of exposure.schedule.payments) {
    spent += toUnits(amount) * BigInt(times);
    spentUntil.set(parseInstant(at) as number, spent);
  }
  const lastMs = period.endMs - 1;
  spentUntil.set(lastMs, spent);
  if (!spentUntil.has(period.startMs)) spentUntil.set(period.startMs, flying);
  const points = [...spentUntil].sort(([a], [b]) => a - b);
  const every = Math.ceil(points.length / MOST_POINTS);
  return points
    .filter((_, index) => index % every === 0 || index === points.length - 1)
    .map(([atMs, units]) => ({ at: formatInstant(atMs), lower: fromUnits(units), ...upperAt(atMs) }));
}
