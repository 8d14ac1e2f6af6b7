import { type Findings, hasBar, meets, type Result } from "./result.ts";

/** The results as lines of text: name, value, spread, bar. */
export function printed(scenario: string, { results, notes = [] }: Findings): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const lines = results.map((result) => `  ${result.name.padEnd(width)}  ${figureOf(result)}${barOf(result)}`);
  return [scenario, ...lines, ...notes.map((note) => `  (${note})`), ""].join("\n");
}

function figureOf({ unit, value, from, to }: Result): string {
  if (unit !== "ratio") return `${rounded(value)} ${unit}`.padEnd(28);
  const spread = from === undefined || to === undefined ? "" : ` (${from.toFixed(2)} to ${to.toFixed(2)})`;
  return `${value.toFixed(2)} times${spread}`.padEnd(28);
}

function barOf(result: Result): string {
  if (!hasBar(result)) return "";
  const bar = result.atMost === undefined ? `at least ${result.atLeast}` : `at most ${result.atMost}`;
  return `  ${meets(result) ? "met" : "FALLS SHORT"}: ${bar}`;
}

function rounded(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: value < 100 ? 1 : 0 });
}
