// node scripts/run.mjs COMMAND ...: makes the workspace ready, then runs the command on the workspace's own Node.js.
import { fail, makeReady, run } from "./setup.mjs";

const PROGRAMS = {
  bench: "bench/main.ts",
  demo: "scripts/demo/main.ts",
  docs: "scripts/docs/main.ts",
  lint: "scripts/lint.ts",
  packages: "scripts/packages/main.ts",
  playground: "scripts/playground.ts",
  test: "scripts/test.ts",
  torture: "scripts/torture/main.ts",
};

const [command = "", ...args] = process.argv.slice(2);
const program = Object.keys(PROGRAMS).includes(command) ? PROGRAMS[command] : undefined;
if (program === undefined)
  fail(`There is no command "${command}": the commands are ${Object.keys(PROGRAMS).join(", ")}.`);
makeReady();
process.exitCode = run("node", [program, ...args]);
