import type { CurvePoint } from "@spendrail/analysis";
import type { BoundedPeriod } from "./period.js";

const MOST_BARS = 12;

/** What can have left by when, without approval: a bar for each of some instants, with its figure beside it. */
export function curveChart({ curve, currency }: BoundedPeriod["report"], columns: number): string {
  const points = sampled(curve.withoutApproval);
  const largest = Math.max(...points.map(heightOf), 0);
  const figures = points.map((point) => point.upper ?? `${point.lower} and more`);
  const room = Math.max(
    0,
    Math.min(50, columns - 30 - Math.max(0, ...figures.map((figure) => figure.length)) - currency.length),
  );
  return points
    .map((point, index) => {
      const length = largest === 0 ? 0 : Math.round((heightOf(point) / largest) * room);
      return `  ${point.at.padEnd(24)}  ${"█".repeat(length)}${length > 0 ? " " : ""}${figures[index]} ${currency}`;
    })
    .join("\n");
}

/** For the length of a bar only; the figure beside it is exact. */
export const heightOf = ({ upper, lower }: CurvePoint): number => Number(upper ?? lower);

function sampled(points: readonly CurvePoint[]): readonly CurvePoint[] {
  if (points.length <= MOST_BARS) return points;
  return Array.from(
    { length: MOST_BARS },
    (_, index) => points[Math.round((index * (points.length - 1)) / (MOST_BARS - 1))] as CurvePoint,
  );
}
