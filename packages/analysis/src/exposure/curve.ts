import { formatInstant, fromUnits, parseInstant, toUnits } from "@spendrail/model";
import { coverOf } from "./cover.js";
import type { CurvePoint } from "./exposure-report.js";
import type { Found } from "./find-exposure.js";
import { usedBy } from "./in-flight.js";
import { partOf } from "./parts.js";
import { moneyOf } from "./replay-schedule.js";

const MOST_POINTS = 60;

/** The exposure of the first part of the period, at the instants at which the schedule pays, at most sixty of them. */
export function curveOf({ question, exposure, all }: Found): CurvePoint[] {
  const { inFlight, compiled, field } = question;
  const { period } = field;
  const used = usedBy(inFlight, compiled);
  const flying = inFlight.reduce((sum, payment) => sum + moneyOf(payment, compiled), 0n);
  const whole = exposure.kind === "unbounded" ? 0n : toUnits(exposure.upper);
  const upperAt = (atMs: number): { upper?: string } => {
    if (exposure.kind === "unbounded") return {};
    const part = partOf(all, { startMs: period.startMs, endMs: atMs + 1 });
    const cover = coverOf(part, part.outlets, used);
    const units = cover.ok ? cover.units + flying : whole;
    return { upper: fromUnits(units < whole ? units : whole) };
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
