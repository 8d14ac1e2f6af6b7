// How long `spendrail` takes to its first output, beyond what bare Node.js takes: `node bench/cli-start.ts`. Rounds take
// turns, so that what else the machine does falls on all of them alike. The bar is 150 ms for --version and --help.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "./measure/statistics.ts";

const BINARY = fileURLToPath(new URL("../packages/cli/bin/spendrail.js", import.meta.url));
const EXAMPLE = fileURLToPath(new URL("../examples/research-agent/research-agent.policy", import.meta.url));
const ROUNDS = 15;
const BAR_MS = 150;

interface Start {
  name: string;
  args: string[];
  /** Whether the bar holds for it. */
  barred: boolean;
}

const BARE: Start = { name: "node -p 0", args: ["-p", "0"], barred: false };

const STARTS: Start[] = [
  { name: "spendrail --version", args: [BINARY, "--version"], barred: true },
  { name: "spendrail --help", args: [BINARY, "--help"], barred: true },
  { name: "spendrail lint --help", args: [BINARY, "lint", "--help"], barred: true },
  { name: "spendrail parse", args: [BINARY, "parse", EXAMPLE], barred: false },
  { name: "spendrail lint", args: [BINARY, "lint", EXAMPLE], barred: false },
];

function firstOutputMs(args: string[]): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((resolve) => {
    let firstMs: number | undefined;
    child.stdout.once("data", () => (firstMs = performance.now() - begun));
    child.on("close", () => resolve(firstMs ?? Number.NaN));
  });
}

const taken = new Map<Start, number[]>([BARE, ...STARTS].map((start) => [start, []]));
for (let round = 0; round < ROUNDS; round += 1)
  for (const [start, values] of taken) values.push(await firstOutputMs(start.args));

const bareMs = median(taken.get(BARE) ?? []);
process.stdout.write(`${BARE.name.padEnd(24)} ${bareMs.toFixed(0).padStart(5)} ms\n`);
for (const start of STARTS) {
  const beyondMs = median(taken.get(start) ?? []) - bareMs;
  const verdict = !start.barred ? "" : beyondMs <= BAR_MS ? `within ${BAR_MS} ms` : `over ${BAR_MS} ms`;
  process.stdout.write(`${start.name.padEnd(24)} ${`+${beyondMs.toFixed(0)}`.padStart(5)} ms  ${verdict}\n`);
  if (start.barred && beyondMs > BAR_MS) process.exitCode = 1;
}
