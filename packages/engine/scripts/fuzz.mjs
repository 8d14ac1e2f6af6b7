// Compares the engine with the reference, and tries its laws, on as many random cases as asked for:
//
//   node packages/engine/scripts/fuzz.mjs [--seed NUMBER] [--runs NUMBER]
//
// Without a seed, a fresh one is printed; the same seed and number give the same cases. Exit code 1 when they disagree.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { seed: { type: "string" }, runs: { type: "string", default: "100000" } } });
const { seed = String(Math.floor(Math.random() * 2 ** 31)), runs } = values;
if (![seed, runs].every((text) => /^\d{1,15}$/.test(text))) {
  process.stderr.write("--seed and --runs take whole numbers\n");
  process.exit(2);
}

process.stdout.write(`--seed ${seed} --runs ${runs}\n`);
const root = new URL("../../../", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));
// The workspace's own Node.js, whatever this script was started with.
const { status } = spawnSync(
  path("node_modules/.bin/node"),
  [path("node_modules/vitest/vitest.mjs"), "run", "--maxWorkers=100%", "packages/engine/test/properties"],
  { cwd: path("."), stdio: "inherit", env: { ...process.env, SPENDRAIL_SEED: seed, SPENDRAIL_RUNS: runs } },
);
process.exitCode = status ?? 1;
