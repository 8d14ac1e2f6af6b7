import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { folderWith } from "./world.js";

// These drive the built command as a user does: processes, pipes, a terminal.
const BINARY = fileURLToPath(new URL("../bin/spendrail.js", import.meta.url));

interface Ended {
  code: number | null;
  signal: string | null;
  out: string;
  err: string;
}

function ended(program: string, args: string[], cwd: string, stdin?: string): Promise<Ended> {
  const child = spawn(program, args, { cwd, env: { ...process.env, NO_COLOR: "" } });
  const end = endOf(child);
  child.stdin.end(stdin);
  return end;
}

/** What a process printed when it is over; `onOutput` sees what there is so far. */
function endOf(
  child: ChildProcessWithoutNullStreams,
  onOutput: (out: string) => void = () => undefined,
): Promise<Ended> {
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
    onOutput(out);
  });
  child.stderr.on("data", (chunk) => (err += chunk));
  // A process that ends before it has read its input is none of our business.
  child.stdin.on("error", () => undefined);
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, out, err })));
}

const run = (cwd: string, args: string[], stdin?: string) => ended(process.execPath, [BINARY, ...args], cwd, stdin);

const shell = (cwd: string, line: string) =>
  ended("bash", ["-c", `spendrail() { "${process.execPath}" "${BINARY}" "$@"; }; ${line}`], cwd);

const POLICY = "Max $50 per transaction.\n";

test("a pipeline from standard input to standard output", async () => {
  const folder = folderWith({ "team.policy": "no gambling" });
  const piped = await shell(folder, "spendrail fmt - < team.policy | spendrail parse - | grep -c gambling");
  expect(piped).toMatchObject({ code: 0, out: "1\n", err: "" });
});

describe("the exit code reaches the shell", () => {
  test.each([
    [["check", "a.policy", "--payment", '{"amount": "51"}'], 4],
    [["parse", "missing.policy"], 2],
  ])("%j", async (args, code) => {
    const end = await run(folderWith({ "a.policy": POLICY }), args);
    expect(end).toMatchObject({ code, signal: null });
    expect(end.out + end.err).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });
});

test("a reader that goes away ends the output quietly, and not the verdict", async () => {
  const files = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`${index}.policy`, "Max $500\n"]));
  const end = await shell(folderWith(files), "set -o pipefail; spendrail lint | head -n 1; echo $?");
  expect(end.err).toBe("");
  expect(end.out).toMatch(/^0\.policy:1:5: error \[period_missing\]\n1\n$/);
});

test("many files are linted in threads, and reported in order as if by one", async () => {
  const count = 310;
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${1_000 + index}.policy`, "Max $500\n"]),
  );
  const end = await run(folderWith(files), ["lint", "--format", "compact"]);
  expect(end).toMatchObject({ code: 1, err: "" });
  const names = end.out
    .trimEnd()
    .split("\n")
    .map((line) => line.split(":")[0]);
  expect(names).toEqual(Object.keys(files));
});

/** Runs the command on a pseudo-terminal, where somebody answers each question once it is asked. */
function onTerminal(cwd: string, args: string[], answers: string[] = []): Promise<Ended> {
  const line = [process.execPath, BINARY, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", `stty cols 60; ${line}`, "/dev/null"], {
    cwd,
    env: { ...process.env, NO_COLOR: "" },
  });
  const left = [...answers];
  let answered = 0;
  const end = endOf(child, (out) => {
    const asked = out.slice(answered).search(/\? (\[[^\]]*\] )?$/);
    if (asked < 0) return;
    answered = out.length;
    child.stdin.write(`${left.shift() ?? ""}\n`);
  });
  if (answers.length === 0) child.stdin.end();
  return end;
}

describe("on a terminal", () => {
  test("there is colour, and lines keep to its width", async () => {
    const end = await onTerminal(folderWith({ "a.policy": `Max $500. ${"Block gambling. ".repeat(20)}` }), [
      "lint",
      "a.policy",
    ]);
    expect(end.code).toBe(1);
    expect(end.out).toContain("\u001b[31m");
    const lines = stripVTControlCharacters(end.out).split(/\r?\n/);
    expect(Math.max(...lines.map((text) => text.length))).toBeLessThanOrEqual(60);
  });

  test("init asks its questions", async () => {
    const folder = folderWith();
    const end = await onTerminal(folder, ["init"], ["EUR", "", "50", "", "", "", "", ""]);
    expect(end.out).toContain("Most for one payment?");
    expect(end.out).toContain("agent.policy written");
    expect((await run(folder, ["parse", "agent.policy"])).out).toContain('"currency": "EUR"');
  });
});

test("test --watch runs again when a policy changes", async () => {
  const yaml =
    'policy: a.policy\nat: "2026-03-02T09:00:00Z"\ntests:\n  - { name: a, payment: { amount: 60 }, expect: approve }\n';
  const folder = folderWith({ "a.policy": POLICY, "a.policy-test.yaml": yaml });
  const child = spawn(process.execPath, [BINARY, "test", "--watch"], { cwd: folder });
  onTestFinished(() => void child.kill());
  let out = "";
  const seen = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => out.includes(text) && resolve();
      child.stdout.on("data", look);
      look();
    });
  child.stdout.on("data", (chunk) => (out += chunk));
  await seen("0 passed, 1 failed");
  await seen("Waiting for a change");
  // The watcher may begin a moment after it says so: the change is made until it is seen.
  const change = setInterval(() => writeFileSync(join(folder, "a.policy"), "Max $70 per transaction.\n"), 200);
  await seen("1 passed, 0 failed");
  clearInterval(change);
});

test("the completions of bash complete commands, options and values", async () => {
  const complete = (words: string) =>
    `COMP_WORDS=(${words}); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); _spendrail; echo "\${COMPREPLY[@]}"`;
  const line = `source <(spendrail completions bash); ${["spendrail li", "spendrail lint --max", "spendrail lint --format sa", "spendrail completions z"].map(complete).join("; ")}`;
  expect((await shell(folderWith(), line)).out).toBe("lint\n--max-warnings\nsarif\nzsh\n");
});
