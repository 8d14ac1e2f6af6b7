import { usageOverTime } from "@spendrail/analysis";
import { CHECK_NAMES, formatPolicy, type Payment, type SpendingPolicy, type Window } from "spendrail";

const INK = "#1b1f24";
const QUIET = "#57606a";
const BLUE = "#0550ae";
const RED = "#a40e26";
const FONT = 'font-family="system-ui, sans-serif" font-size="14"';

function svg(width: number, height: number, title: string, body: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}" ${FONT}>
<title>${title}</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${body.join("\n")}
</svg>
`;
}

function text(x: number, y: number, words: string, more = ""): string {
  return `<text x="${x}" y="${y}" fill="${INK}" ${more}>${words.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</text>`;
}

/** The ten checks, in two rows, in the order in which they run. */
export function pipelinePicture(): string {
  const [width, height, perRow] = [150, 44, 5];
  const boxes = CHECK_NAMES.map((check, index) => {
    const x = 16 + (index % perRow) * (width + 18);
    const y = 24 + Math.floor(index / perRow) * 80;
    const isLast = index === CHECK_NAMES.length - 1;
    const arrow =
      index % perRow === perRow - 1
        ? ""
        : `<path d="M${x + width} ${y + height / 2}h14m-5-4l5 4l-5 4" fill="none" stroke="${QUIET}"/>`;
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="none" stroke="${isLast ? "#7d4e00" : BLUE}"/>
${text(x + width / 2, y + 27, `${index + 1}  ${check}`, 'text-anchor="middle"')}${arrow}`;
  });
  const foot = text(
    16,
    200,
    "The first check that fails denies; the last one asks a person; else the payment is approved.",
  );
  return svg(16 + perRow * (width + 18), 216, "The ten checks in order", [...boxes, foot]);
}

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 2, 2);
const at = (hour: number) => new Date(START_MS + hour * HOUR_MS).toISOString();
const LIMIT = "100";
/** Hours and amounts: the anchored window is full just before it resets, and full again just after. */
const SPENDS: readonly (readonly [hour: number, amount: string])[] = [
  [18, "10"],
  [38, "30"],
  [40, "60"],
  [43, "60"],
  [47, "20"],
  [49, "20"],
];
const WINDOWS: readonly Window[] = [
  { type: "anchored", duration: "P1D" },
  { type: "sliding", duration: "P1D" },
  { type: "calendar", unit: "day" },
];

/** The use of a daily limit under the three kinds of windows, over the same spends, from the evaluator's totals. */
export function windowsPicture(): string {
  const [left, top, right, rowHeight, plotHeight] = [16, 20, 784, 150, 96];
  const x = (ms: number) => left + ((ms - START_MS) / (72 * HOUR_MS)) * (right - left);
  const spends: Payment[] = SPENDS.map(([hour, amount]) => ({ id: `${hour}`, account: "agent", amount, at: at(hour) }));
  const rows = WINDOWS.map((per, row) => {
    const policy: SpendingPolicy = { version: 1, currency: "USD", rules: [{ kind: "limit", per, max: LIMIT }] };
    const usage = usageOverTime(policy, spends, [at(0), at(72)]);
    if (!usage.ok) throw new Error(usage.issues[0]?.message);
    const base = top + row * rowHeight + plotHeight + 24;
    const y = (amount: number) => base - (amount / 200) * plotHeight;
    const path = (usage.limits[0]?.points ?? [])
      .map(({ at: instant, used }, index) => {
        const [px, py] = [x(Date.parse(instant)), y(Number(used))];
        return index === 0 ? `M${px} ${py}` : `H${px.toFixed(1)}V${py.toFixed(1)}`;
      })
      .join("");
    return [
      text(left, base - plotHeight - 8, `${formatPolicy(policy)}  (${per.type})`),
      `<path d="M${left} ${y(100)}H${right}" stroke="${RED}" stroke-dasharray="6 4" fill="none"/>`,
      text(right, y(100) - 4, "100", `text-anchor="end" font-size="11"`),
      `<path d="${path}" stroke="${BLUE}" stroke-width="2" fill="none"/>`,
      `<path d="M${left} ${base}H${right}" stroke="${QUIET}" fill="none"/>`,
    ].join("\n");
  });
  const bottom = top + WINDOWS.length * rowHeight;
  const days = [0, 24, 48].map((hour) =>
    [
      `<path d="M${x(START_MS + hour * HOUR_MS)} ${top}V${bottom}" stroke="#d0d7de" fill="none"/>`,
      text(x(START_MS + hour * HOUR_MS) + 4, bottom + 14, at(hour).slice(0, 10), 'font-size="11"'),
    ].join("\n"),
  );
  return svg(800, bottom + 24, "A daily limit under an anchored, a sliding and a calendar window", [...days, ...rows]);
}
