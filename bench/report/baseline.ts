import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import type { Result } from "./result.ts";

const file = new URL("../baseline/baseline.json", import.meta.url);

/** What a run is compared with: ratios and sizes, which hold between machines of a class better than times do. */
interface Baseline {
  readonly commit: string;
  readonly machine: string;
  readonly node: string;
  readonly results: readonly Result[];
}

export function writeBaseline(results: readonly Result[]): void {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const machine = `${availableParallelism()} processors, ${cpus()[0]?.model ?? "unknown"}`;
  const kept = results.filter(({ unit }) => unit === "ratio" || unit === "bytes");
  const baseline: Baseline = { commit, machine, node: process.version, results: kept };
  mkdirSync(new URL(".", file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`);
}

/** A table of this run beside the baseline; what lies outside the spread of both is named slower or faster. */
export function compared(results: readonly Result[]): string {
  const { commit, machine, results: before }: Baseline = JSON.parse(readFileSync(file, "utf8"));
  const rows = results.flatMap((result) => {
    const old = before.find(({ name }) => name === result.name);
    return old === undefined ? [] : [`| ${result.name} | ${shown(old)} | ${shown(result)} | ${verdict(old, result)} |`];
  });
  return [
    `Baseline: ${commit}, ${machine}`,
    "",
    "| | baseline | now | |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    "",
  ].join("\n");
}

function shown({ unit, value }: Result): string {
  return unit === "ratio" ? value.toFixed(2) : Math.round(value).toLocaleString("en-US");
}

/** Less is better, but for what has to be at least something. A tenth more is noise even where no spread is known. */
function verdict(old: Result, result: Result): string {
  const more = result.atLeast === undefined ? "slower" : "faster";
  const less = result.atLeast === undefined ? "faster" : "slower";
  if ((result.from ?? result.value) > Math.max(old.to ?? old.value, old.value * 1.1)) return `**${more}**`;
  return (result.to ?? result.value) < Math.min(old.from ?? old.value, old.value * 0.9) ? less : "";
}
