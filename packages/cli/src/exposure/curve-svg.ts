import type { CurvePoint } from "@spendrail/analysis";
import { heightOf } from "./curve-chart.js";
import type { BoundedPeriod } from "./period.js";

const WIDTH = 720;
const HEIGHT = 360;
const LEFT = 90;
const BOTTOM = 50;
const TOP = 40;
const RIGHT = 20;

/** The curve of the longest period as a picture: what can have left by when, with and without approval. */
export function curveSvg(periods: readonly BoundedPeriod[]): string {
  const last = periods.at(-1);
  if (last === undefined) return "";
  const { curve, currency, period } = last.report;
  const span = { from: Date.parse(period.from), until: Date.parse(period.until) };
  const largest = Math.max(...[...curve.withApproval, ...curve.withoutApproval].map(heightOf), 1);
  const draw = (points: readonly CurvePoint[], color: string) =>
    `<path d="${stepPath(points, span, largest)}" fill="none" stroke="${color}" stroke-width="2"/>`;
  const title = `The most that can leave over ${last.label}, in ${currency}`;
  const label = (x: number, y: number, anchor: string, text: string) =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}">${text}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12">
<title>${title}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>
${label(LEFT, 20, "start", title)}
<path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="#444"/>
${label(LEFT - 6, TOP + 4, "end", String(largest))}
${label(LEFT - 6, HEIGHT - BOTTOM, "end", "0")}
${label(LEFT, HEIGHT - BOTTOM + 18, "start", period.from)}
${label(WIDTH - RIGHT, HEIGHT - BOTTOM + 18, "end", period.until)}
${draw(curve.withApproval, "#c2410c")}
${draw(curve.withoutApproval, "#1d4ed8")}
<g fill="#c2410c">${label(LEFT, HEIGHT - 10, "start", "with approval")}</g>
<g fill="#1d4ed8">${label(LEFT + 120, HEIGHT - 10, "start", "without approval")}</g>
</svg>
`;
}

/** Steps, because money leaves at instants. */
function stepPath(
  points: readonly CurvePoint[],
  { from, until }: { from: number; until: number },
  largest: number,
): string {
  const x = (at: string) => LEFT + ((Date.parse(at) - from) / Math.max(1, until - from)) * (WIDTH - LEFT - RIGHT);
  const y = (point: CurvePoint) => HEIGHT - BOTTOM - (heightOf(point) / largest) * (HEIGHT - BOTTOM - TOP);
  const steps = points.map((point) => `H${x(point.at).toFixed(1)}V${y(point).toFixed(1)}`);
  return `M${LEFT} ${HEIGHT - BOTTOM}${steps.join("")}`;
}
