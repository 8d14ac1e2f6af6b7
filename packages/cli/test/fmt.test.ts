import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parsePolicy } from "@spendrail/language";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatText } from "../src/format/format-text.js";
import { folderWith, spendrail, textIn } from "./world.js";

describe("canonical wording, statement by statement", () => {
  test.each([
    [
      "one statement, two rules",
      "Max $50 per transaction, $500 per day",
      "At most $50 per transaction. At most $500 per day.\n",
    ],
    ["statements on one line stay on it", "max $5 a day; no gambling", "At most $5 per day. Block gambling.\n"],
    [
      "a comment stays where it is",
      "# why\nNo gambling\n  // how\nMax $5 a day",
      "# why\nBlock gambling.\n  // how\nAt most $5 per day.\n",
    ],
    [
      "blank lines keep groups apart, one each",
      "No gambling\n\n\n\nMax $5 a day\n\n",
      "Block gambling.\n\nAt most $5 per day.\n",
    ],
    [
      "bullets have one mark, numbers stay",
      "• No gambling\n2) Max $5 a day",
      "- Block gambling.\n2) At most $5 per day.\n",
    ],
    ["a heading stays", "Limits:\n- $5 a day max", "Limits:\n- At most $5 per day.\n"],
    ["a list stays a list", "Only pay:\n * AWS\n * openai.com\n", "Only pay:\n - AWS\n - openai.com\n"],
    [
      "a list with a comment in it keeps it",
      "Only pay:\n- AWS\n# why\n- openai.com",
      "Only pay:\n- AWS\n# why\n- openai.com\n",
    ],
    ["a setting stands where it stood", "Max €5 a day.\nCurrency is EUR", "At most €5 per day.\nCurrency is EUR.\n"],
    [
      "a setting that says the default stays",
      "time zone: UTC. max $5 a day",
      "Time zone is UTC. At most $5 per day.\n",
    ],
    ["a trust level stays one statement", "low trust", "low trust\n"],
    ["Windows line breaks stay", "No gambling\r\nMax $5 a day\r\n", "Block gambling.\r\nAt most $5 per day.\r\n"],
    [
      "the order of statements stays",
      "Max $500 per day. Max $50 per day.",
      "At most $500 per day. At most $50 per day.\n",
    ],
  ])("%s", (_, text, formatted) => {
    expect(formatText(text, {})).toBe(formatted);
  });
});

const people = readFileSync(new URL("../../language/test/corpus/people.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line): string => JSON.parse(line).text);

const commentsOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .filter((line) => /^\s*(#|\/\/)/.test(line))
    .map((line) => line.trim());

function expectFaithful(text: string): void {
  const before = parsePolicy(text);
  const formatted = formatText(text, {});
  const after = parsePolicy(formatted);
  expect(before.ok && after.ok && after.policy).toEqual(before.ok && before.policy);
  expect(formatText(formatted, {})).toBe(formatted);
  expect(commentsOf(formatted)).toEqual(commentsOf(text));
}

test("what people wrote means the same afterwards, and formatting it again changes nothing", () => {
  const accepted = people.filter((text, index) => index % 10 === 0 && parsePolicy(text).ok);
  expect(accepted.length).toBeGreaterThan(80);
  for (const text of accepted) expectFaithful(text);
});

/** Statements, comments and blank lines in any order, ended and indented in any way. */
const anyText = fc
  .array(
    fc.tuple(
      fc.constantFrom("", "  ", "\t", "- ", " • ", "3) "),
      fc.oneof(
        fc.constantFrom(...people.filter((text) => text.length < 120)),
        fc.constantFrom("# a comment", "// another: max $5 per day.", "", "Limits:", "Block everything else"),
      ),
      fc.constantFrom("\n", ".\n", "; ", ". ", "\n\n\n", "   \n", "\r\n"),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.flat().join(""));

test("any text that is a policy means the same afterwards, keeps its comments, and is formatted once", () => {
  fc.assert(
    fc.property(
      anyText.filter((text) => parsePolicy(text).ok),
      expectFaithful,
    ),
    { numRuns: 30 },
  );
});

describe("files", () => {
  test("every policy below a folder is formatted, and nothing else is touched", async () => {
    const folder = folderWith({
      "a/x.policy": "no gambling",
      "a/y.txt": "no gambling",
      "node_modules/z.policy": "no gambling",
    });
    expect(await spendrail(folder, ["fmt"])).toEqual({ code: 0, out: "a/x.policy formatted\n", err: "" });
    expect(textIn(folder, "a/x.policy")).toBe("Block gambling.\n");
    expect(textIn(folder, "a/y.txt")).toBe("no gambling");
    expect(textIn(folder, "node_modules/z.policy")).toBe("no gambling");
    expect(await spendrail(folder, ["fmt", "--check"])).toEqual({ code: 0, out: "", err: "" });
  });

  test("permissions stay, a link stays a link, and no other file is left behind", async () => {
    const folder = folderWith({ "a.policy": "no gambling" });
    chmodSync(join(folder, "a.policy"), 0o640);
    symlinkSync("a.policy", join(folder, "b.policy"));
    await spendrail(folder, ["fmt", "b.policy"]);
    expect(statSync(join(folder, "a.policy")).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(folder, "b.policy")).isSymbolicLink()).toBe(true);
    expect(textIn(folder, "a.policy")).toBe("Block gambling.\n");
    expect(readdirSync(folder).sort()).toEqual(["a.policy", "b.policy"]);
  });

  test("--check names the files and changes none", async () => {
    const folder = folderWith({ "a.policy": "no gambling", "b.policy": "Block gambling.\n" });
    expect(await spendrail(folder, ["fmt", "--check", "."])).toEqual({
      code: 1,
      out: "a.policy is not formatted\n",
      err: "",
    });
    expect(textIn(folder, "a.policy")).toBe("no gambling");
  });

  test("--diff shows what would change and changes nothing", async () => {
    const folder = folderWith({ "a.policy": "# why\nno gambling\nBlock crypto." });
    const run = await spendrail(folder, ["fmt", "--diff", "a.policy"]);
    expect(run.code).toBe(1);
    expect(run.out).toContain(" # why\n-no gambling\n+Block gambling.\n Block crypto.\n");
    expect(textIn(folder, "a.policy")).toBe("# why\nno gambling\nBlock crypto.");
  });

  test("standard input goes to standard output", async () => {
    expect(await spendrail(folderWith(), ["fmt", "-"], { stdin: "no gambling" })).toEqual({
      code: 0,
      out: "Block gambling.\n",
      err: "",
    });
  });

  test("a policy with errors is left as it is, with its errors; the others are formatted", async () => {
    const folder = folderWith({ "a.policy": "max $500", "b.policy": "no gambling" });
    const run = await spendrail(folder, ["fmt"]);
    expect(run.code).toBe(1);
    expect(run.err).toContain("a.policy:1:5: error [period_missing]");
    expect(textIn(folder, "a.policy")).toBe("max $500");
    expect(textIn(folder, "b.policy")).toBe("Block gambling.\n");
  });

  test("a JSON policy is indented", async () => {
    const folder = folderWith({ "a.policy.json": '{"rules":[],"version":1,"currency":"USD"}' });
    expect((await spendrail(folder, ["fmt"])).code).toBe(0);
    expect(textIn(folder, "a.policy.json")).toBe('{\n  "version": 1,\n  "currency": "USD",\n  "rules": []\n}\n');
  });
});
