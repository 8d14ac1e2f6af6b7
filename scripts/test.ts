// Runs the tests and ends with the line `N passed, N failed`. Arguments are handed to vitest (file names, `-t pattern`).
// A run of everything fails when fewer tests ran than scripts/test-count says; `--update-count` writes that file.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { closingLine, type Outcome, outcomeOf } from "./testing/outcome.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const countFile = join(root, "scripts", "test-count");

/** Runs vitest on this terminal. `outcome` is absent when vitest ended before it could report. */
function runVitest(args: string[]): { status: number; outcome?: Outcome } {
  const folder = mkdtempSync(join(tmpdir(), "tests-"));
  const reportFile = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  try {
    const { status } = spawnSync(process.execPath, [vitest, "run", ...reporters, ...args], {
      cwd: root,
      stdio: "inherit",
    });
    if (!existsSync(reportFile)) return { status: status ?? 1 };
    return { status: status ?? 1, outcome: outcomeOf(JSON.parse(readFileSync(reportFile, "utf8"))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong with the run besides failed tests, one sentence each. */
function complaints(status: number, { passed, failed }: Outcome, wholeRun: boolean): string[] {
  const expected = Number(readFileSync(countFile, "utf8"));
  const found: string[] = [];
  if (status !== 0 && failed === 0) found.push("vitest reported an error outside the tests; it is shown above.");
  if (wholeRun && passed + failed < expected) {
    found.push(
      `Only ${passed + failed} tests ran, and scripts/test-count expects at least ${expected}. ` +
        "If tests were removed on purpose, run: npm test -- --update-count",
    );
  }
  return found;
}

const args = process.argv.slice(2);
const updatesCount = args.includes("--update-count");
const passedOn = args.filter((argument) => argument !== "--update-count");
const { status, outcome = { passed: 0, failed: 1, skipped: 0 } } = runVitest(passedOn);
if (updatesCount && status === 0 && passedOn.length === 0) writeFileSync(countFile, `${outcome.passed}\n`);
const wrong = complaints(status, outcome, passedOn.length === 0);
process.exitCode = status === 0 && wrong.length === 0 ? 0 : 1;
process.stdout.write(`${wrong.map((sentence) => `${sentence}\n`).join("")}\n${closingLine(outcome)}\n`);
