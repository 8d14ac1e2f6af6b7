import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { LINT_RULES } from "@spendrail/analysis";
import Draft4 from "ajv-draft-04";
import { describe, expect, test } from "vitest";
import { folderWith, spendrail, textIn } from "./world.js";

/** Settings under which no rule of the linter speaks unless it is asked to: these tests are about the command. */
const QUIET = {
  "spendrail.config.json": JSON.stringify({
    rules: Object.fromEntries(Object.keys(LINT_RULES).map((name) => [name, "off"])),
  }),
};

const CLEAN = "Block gambling.\n";
const WARNS = "Max $5 per transaction.\nMax $50 per day.\nMax $50 per day.\n";
const EXPIRED = "Max $5 per day.\nUntil 2020-01-31, max $4 per day.\n";
const WRONG = "Max $500\n";

describe("exit codes", () => {
  test.each<[string, Record<string, string>, string[], number]>([
    ["a clean policy", { "a.policy": CLEAN }, [], 0],
    ["an error", { "a.policy": WRONG }, [], 1],
    ["a warning", { "a.policy": EXPIRED }, ["--rule", "expired-rule=warning"], 1],
    ["as many warnings as pass", { "a.policy": EXPIRED }, ["--rule", "expired-rule=warning", "--max-warnings", "1"], 0],
    ["a warning made an error", { "a.policy": EXPIRED }, ["--rule", "expired-rule=error", "--max-warnings", "9"], 1],
    [
      "a warning switched off",
      { "a.policy": EXPIRED },
      ["--rule", "expired-rule=warning", "--rule", "expired-rule=off"],
      0,
    ],
    ["a note", { "a.policy": "Allow AWS.\n" }, [], 0],
    ["no policy at all", { "a.txt": CLEAN }, [], 2],
    ["a file that is not there", { "a.policy": CLEAN }, ["b.policy"], 2],
    ["a pattern that nothing matches", { "a.policy": CLEAN }, ["x/**/*.policy"], 2],
    ["an unknown rule", { "a.policy": CLEAN }, ["--rule", "unreachable=off"], 2],
    ["an unknown severity", { "a.policy": CLEAN }, ["--rule", "expired-rule=loud"], 2],
    ["an error of the language made quiet", { "a.policy": WRONG }, ["--rule", "period_missing=off"], 2],
    ["a number of warnings that is none", { "a.policy": CLEAN }, ["--max-warnings", "few"], 2],
    ["one file that cannot be read among others", { "a.policy": WRONG, "b.policy": "\0" }, [], 2],
  ])("%s", async (_, files, argv, code) => {
    expect((await spendrail(folderWith({ ...QUIET, ...files }), ["lint", ...argv])).code).toBe(code);
  });
});

describe("what is linted", () => {
  const files = { "a.policy": WRONG, "p/b.policy": WRONG, "p/q/c.policy.json": "{}", "p/d.md": WRONG };
  test.each([
    [["."], ["a.policy", "p/b.policy", "p/q/c.policy.json"]],
    [["p"], ["p/b.policy", "p/q/c.policy.json"]],
    [["p/d.md"], ["p/d.md"]],
    [["**/*.policy"], ["a.policy", "p/b.policy"]],
    [
      ["a.policy", "."],
      ["a.policy", "p/b.policy", "p/q/c.policy.json"],
    ],
  ])("%j", async (paths, found) => {
    const { out } = await spendrail(folderWith(files), ["lint", "--format", "compact", ...paths]);
    expect([...new Set(out.split("\n").map((line) => line.split(":")[0]))].filter((name) => name !== "")).toEqual(
      found,
    );
  });

  test("the paths of the settings, from the folder of the settings", async () => {
    const folder = folderWith({ ...files, "spendrail.config.json": '{"paths": ["p"]}' });
    const { out } = await spendrail(folder, ["lint", "--format", "compact"], { cwd: "p/q" });
    expect(out).toContain("../b.policy:1:5: error period_missing");
    expect(out).not.toContain("a.policy:1");
  });

  test("standard input, in English and as JSON", async () => {
    const english = await spendrail(folderWith(), ["lint", "-", "--format", "compact"], { stdin: WRONG });
    expect(english.out).toContain("<stdin>:1:5: error period_missing");
    const json = await spendrail(folderWith(), ["lint", "-", "--format", "compact"], { stdin: '{\n  "version": 2\n}' });
    expect(json.out).toContain("<stdin>:2:3: error");
  });
});

test("an error looks as the best compilers write it", async () => {
  const folder = folderWith({
    "team.policy": 'Block gambling.\n\tOnly allow payments to "日本語" and frobnicators.\n',
  });
  const { out } = await spendrail(folder, ["lint", "team.policy"]);
  expect(out).toBe(`team.policy:2:35: error [unknown_name]
The name frobnicators is not known.
  2 |     Only allow payments to "日本語" and frobnicators.
    |                                         ^^^^^^^^^^^^
  help Put it in quotes if it is a merchant: Only allow payments to "日本語" and "frobnicators".
  page docs/codes/unknown_name.md

1 error in 1 policy.
`);
});

describe("the excerpt", () => {
  test("of a long line is cut around the place, to the width of the terminal", async () => {
    const folder = folderWith({
      "a.policy": `Only allow ${"openai.com, ".repeat(40)}frobnicators and ${"openai.com, ".repeat(40)}aws.com.`,
    });
    const { out } = await spendrail(folder, ["lint"], { terminal: 50, env: { NO_COLOR: "1" } });
    const [, , line = "", underline = ""] = out.split("\n");
    expect(line.length).toBeLessThanOrEqual(50);
    expect(line.slice(underline.indexOf("^"), underline.lastIndexOf("^") + 1)).toBe("frobnicators");
  });

  test("never hands control characters of a file to the terminal", async () => {
    const folder = folderWith({ "a.policy": "Block \u001b[31mgambling.\n" });
    const { out } = await spendrail(folder, ["lint"]);
    expect(out).not.toContain("\u001b");
    expect(out).toContain("Block <U+001B>[31mgambling.");
  });
});

describe("colour", () => {
  test.each<[string, { terminal?: number; env?: Record<string, string> }, string[], boolean]>([
    ["a terminal", { terminal: 80 }, [], true],
    ["a pipe", {}, [], false],
    ["NO_COLOR on a terminal", { terminal: 80, env: { NO_COLOR: "1" } }, [], false],
    ["an empty NO_COLOR on a terminal", { terminal: 80, env: { NO_COLOR: "" } }, [], true],
    ["--no-color on a terminal", { terminal: 80 }, ["--no-color"], false],
    ["a dumb terminal", { terminal: 80, env: { TERM: "dumb" } }, [], false],
    ["FORCE_COLOR in a pipe", { env: { FORCE_COLOR: "1" } }, [], true],
    ["FORCE_COLOR=0 on a terminal", { terminal: 80, env: { FORCE_COLOR: "0" } }, [], false],
    ["--color in a pipe, whatever NO_COLOR", { env: { NO_COLOR: "1" } }, ["--color"], true],
  ])("%s", async (_, setting, argv, colored) => {
    const { out } = await spendrail(folderWith({ "a.policy": WRONG }), ["lint", ...argv], setting);
    expect(out.includes("\u001b[")).toBe(colored);
  });
});

test("a comment silences a rule for the statement below it", async () => {
  const text = "# lint-disable-next-line expired-rule: kept as a record\nUntil 2020-01-31, max $5 per day.\n";
  expect((await spendrail(folderWith({ "a.policy": text }), ["lint"])).out).not.toContain("expired-rule");
  expect((await spendrail(folderWith({ "a.policy": text.split("\n")[1] ?? "" }), ["lint"])).out).toContain(
    "expired-rule",
  );
});

test("--fix writes what changes no decision, and keeps every comment", async () => {
  const text = "# why\nMax $5 per day.\n# over and done\nUntil 2020-01-31, max $4 per day.\n";
  const folder = folderWith({ "a.policy": text });
  await spendrail(folder, ["lint", "--fix", "--max-warnings", "9"]);
  const fixed = textIn(folder, "a.policy");
  expect(fixed).toContain("# why");
  expect(fixed).toContain("# over and done");
  expect(fixed).toContain("Max $5 per day.");
});

const FORMATS = ["json", "sarif", "junit", "github", "compact", "pretty"];

test.each(FORMATS)("--format %s says the same at every run", async (format) => {
  const folder = folderWith({ "a.policy": WRONG, "b.policy": WARNS, "c.policy.json": "{" });
  const first = await spendrail(folder, ["lint", "--format", format]);
  expect(await spendrail(folder, ["lint", "--format", format])).toEqual(first);
  expect(first.code).toBe(1);
});

test("GitHub annotations name place and rule, and escape what ends a property", async () => {
  const folder = folderWith({ "a,b.policy": WRONG });
  const { out } = await spendrail(folder, ["lint", "--format", "github"]);
  expect(out).toMatch(/^::error file=a%2Cb\.policy,line=1,endLine=1,col=5,endColumn=9,title=period_missing::This /);
});

test("a JUnit report is XML whatever a policy holds", async () => {
  const folder = folderWith({ 'a<&".policy': 'Only allow "<&>\u0007" and frobnicators.' });
  const { out } = await spendrail(folder, ["lint", "--format", "junit"]);
  expect(out).toContain('<testsuite name="a&lt;&amp;&quot;.policy"');
  expect(out).not.toContain("\u0007");
  expect(out).toMatch(/<failure message="[^"<]*">[^<]*<\/failure>/);
});

describe("SARIF", () => {
  const require = createRequire(import.meta.url);
  const official = require.resolve("@microsoft/jest-sarif").replace(/index\.js$/, "schemas/sarif-2.1.0-rtm.5.json");
  const validate = new Draft4.default({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    JSON.parse(readFileSync(official, "utf8")),
  );
  const log = async (folder: string, ...argv: string[]) => {
    const { out } = await spendrail(folder, ["lint", "--format", "sarif", ...argv]);
    return JSON.parse(out);
  };

  test.each<[string, Record<string, string>]>([
    ["no findings", { "a.policy": CLEAN }],
    ["errors with fixes", { "a.policy": WRONG }],
    [
      "findings of every kind",
      { "a b.policy": WARNS, "c.policy.json": '{"version": 1, "currency": "USD", "rules": [], "x": 1}' },
    ],
    ["a file that cannot be read", { "a.policy": "\0" }],
    ["settings that contradict", { "a.policy": "Time zone is UTC. Time zone is Europe/Berlin.\n" }],
  ])("is valid against the schema of OASIS: %s", async (_, files) => {
    const result = await log(folderWith(files));
    validate(result);
    expect(validate.errors).toBeNull();
  });

  test("names every rule once, and every result's rule by its index", async () => {
    const { runs } = await log(folderWith({ "a.policy": WRONG, "b.policy": WARNS }));
    const { rules } = runs[0].tool.driver;
    expect(new Set(rules.map(({ id }: { id: string }) => id)).size).toBe(rules.length);
    expect(runs[0].results.length).toBeGreaterThan(0);
    for (const { ruleId, ruleIndex } of runs[0].results) expect(rules[ruleIndex].id).toBe(ruleId);
  });

  test("fingerprints outlive lines that are added above, and tell like findings apart", async () => {
    const prints = async (text: string) =>
      (await log(folderWith({ "a.policy": text }))).runs[0].results.map(
        (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints["spendrail/v1"],
      );
    const before = await prints("Max $500\nMax $500\n");
    expect(new Set(before).size).toBe(2);
    expect(await prints("# a line\nBlock gambling.\nMax $500\nMax $500\n")).toEqual(before);
  });

  test("a fix is an edit that gives the text of the fix", async () => {
    const { runs } = await log(folderWith({ "a.policy": WRONG }));
    const [fix] = runs[0].results[0].fixes;
    const [{ deletedRegion, insertedContent }] = fix.artifactChanges[0].replacements;
    const at = deletedRegion.charOffset;
    expect(WRONG.slice(0, at) + insertedContent.text + WRONG.slice(at + deletedRegion.charLength)).toBe(
      "Max $500 per transaction\n",
    );
  });
});
