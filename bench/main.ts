// npm run bench [-- OPTIONS]: how fast Spendrail is beside what people would use instead, as ratios.
//
//   SCENARIO ...                          only these; absent: all
//   --smoke                               checks in a minute that every scenario runs and agrees; measures nothing
//   --compare                             beside the committed baseline, and says what became slower
//   --write-baseline                      makes this run the baseline
//   --policy FILE --payments FILE         the latency of decisions on a policy and payments (JSON lines) of your own
//
// Writes bench/out/results.json and a chart for each growth. Exit status: 0 all bars are met, 1 one falls short or a scenario
// fails, 2 the command is not understood.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ownLatency } from "./own.ts";
import { compared, writeBaseline } from "./report/baseline.ts";
import { chart } from "./report/chart.ts";
import { printed } from "./report/print.ts";
import { type Findings, hasBar, meets } from "./report/result.ts";
import { SCENARIOS } from "./scenarios/index.ts";

const FLAGS = ["--expose-gc", "--max-semi-space-size=64"];
const out = new URL("./out/", import.meta.url);

function run(name: string, isSmoke: boolean): Findings {
  const script = fileURLToPath(new URL("./run-scenario.ts", import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [...FLAGS, script, name, ...(isSmoke ? ["smoke"] : [])], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`The scenario ${name} failed: its message is above.`);
  return JSON.parse(stdout);
}

function writeOut(findings: Record<string, Findings>): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(new URL("results.json", out), `${JSON.stringify(findings, null, 2)}\n`);
  for (const growth of Object.values(findings).flatMap((each) => each.growth ?? [])) {
    writeFileSync(new URL(`${growth.size.replaceAll(" ", "-")}.svg`, out), chart(growth));
  }
}

function bench(names: readonly string[], isSmoke: boolean, options: { compare: boolean; write: boolean }): number {
  const findings: Record<string, Findings> = {};
  for (const name of names) {
    const found = run(name, isSmoke);
    findings[name] = found;
    process.stdout.write(isSmoke ? `${name}: runs and agrees\n` : `${printed(name, found)}\n`);
  }
  if (isSmoke) return 0;
  writeOut(findings);
  const results = Object.values(findings).flatMap((each) => each.results);
  if (options.write) writeBaseline(results);
  if (options.compare) process.stdout.write(compared(results));
  const short = results.filter((result) => !meets(result));
  const bars = results.filter(hasBar).length;
  process.stdout.write(`${bars - short.length} of ${bars} bars are met.\n`);
  return short.length === 0 ? 0 : 1;
}

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      smoke: { type: "boolean", default: false },
      compare: { type: "boolean", default: false },
      "write-baseline": { type: "boolean", default: false },
      policy: { type: "string" },
      payments: { type: "string" },
    },
  });
  if (values.policy !== undefined && values.payments !== undefined) {
    process.stdout.write(ownLatency(values.policy, values.payments));
    return 0;
  }
  const names = positionals.length === 0 ? Object.keys(SCENARIOS) : positionals;
  const unknown = names.filter((name) => !Object.keys(SCENARIOS).includes(name));
  if (unknown.length > 0 || values.policy !== undefined || values.payments !== undefined) {
    process.stderr.write(`Scenarios are ${Object.keys(SCENARIOS).join(", ")}; --policy and --payments go together.\n`);
    return 2;
  }
  return bench(names, values.smoke, { compare: values.compare, write: values["write-baseline"] });
}

process.exitCode = main();
