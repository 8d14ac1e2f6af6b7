/** A line of a chart: `[x, y]`, holding its value until the next point. */
export interface ChartProps {
  label: string;
  points: readonly (readonly [number, number])[];
  /** A level to draw across. */
  level?: number;
  /** An instant to draw down. */
  at?: number;
  /** A second line, drawn quietly. */
  under?: readonly (readonly [number, number])[];
}

const WIDTH = 600;
const HEIGHT = 120;
const MARGIN = 4;

/** Steps over time, as a picture. What it shows is also told in words beside it. */
export function Chart({ label, points, level, at, under = [] }: ChartProps) {
  const all = [...points, ...under];
  const xs = all.map(([x]) => x);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const top = Math.max(level ?? 0, ...all.map(([, y]) => y), 1e-9);
  const x = (value: number) => MARGIN + ((value - left) / Math.max(right - left, 1)) * (WIDTH - 2 * MARGIN);
  const y = (value: number) => HEIGHT - MARGIN - (value / top) * (HEIGHT - 2 * MARGIN);
  const path = (line: ChartProps["points"]) =>
    line.map(([px, py], index) => (index === 0 ? `M${x(px)} ${y(py)}` : `H${x(px)}V${y(py)}`)).join("");
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} preserveAspectRatio="none">
      {level !== undefined && <path class="level" d={`M${MARGIN} ${y(level)}H${WIDTH - MARGIN}`} />}
      {under.length > 0 && <path class="under" d={path(under)} />}
      {points.length > 0 && <path class="line" d={path(points)} />}
      {at !== undefined && <path class="now" d={`M${x(at)} ${MARGIN}V${HEIGHT - MARGIN}`} />}
    </svg>
  );
}
