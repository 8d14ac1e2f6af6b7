import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, spendrail, textIn } from "./world.js";

const POLICY = "Max $50 per transaction.\n";

/** Every command that reads one policy, and its exit code when the file cannot be read. */
const READERS: [string[], number][] = [
  [["lint"], 2],
  [["parse"], 2],
  [["explain"], 1],
  [["fmt"], 1],
  [["check", "--payment", '{"amount": "1"}'], 2],
  [["exposure"], 1],
  [["generate-tests"], 1],
  [["replay", "x.policy", "h.jsonl", "--baseline"], 1],
];

const UNREADABLE: [string, string | Uint8Array, string][] = [
  ["binary", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), "This is a binary file, not text."],
  ["UTF-16", new Uint8Array([0xff, 0xfe, 0x4d, 0]), "The file is UTF-16; save it as UTF-8."],
  ["Latin-1", new Uint8Array([0x4d, 0xe9, 0x0a]), "The file is not UTF-8 text."],
  ["longer than any policy", new Uint8Array(17 * 1024 * 1024).fill(0x41), "The file is longer than 16 MiB"],
];

describe.each(READERS)("spendrail %s", (command, code) => {
  test("names the file that it cannot read, prints nothing else, and shows no stack", async () => {
    const files = Object.fromEntries(UNREADABLE.map(([name, content]) => [`${name}.policy`, content]));
    const folder = folderWith({ ...files, "x.policy": POLICY, "h.jsonl": "" });
    mkdirSync(join(folder, "folder.policy"));
    symlinkSync("loop.policy", join(folder, "loop.policy"));
    const cases: (readonly [string, string])[] = [
      ...UNREADABLE.map(([name, , sentence]) => [`${name}.policy`, sentence] as const),
      ["missing.policy", "There is no such file."],
      ["loop.policy", "The links of this path lead in a circle."],
      ["x.policy/y.policy", "A part of this path is a file, not a folder."],
    ];
    for (const [file, sentence] of cases) {
      const run = await spendrail(folder, [...command, file]);
      expect({ file, code: run.code, err: run.err }).toEqual({
        file,
        code,
        err: `spendrail: ${file}: ${sentence}${sentence.endsWith(".") ? "" : ", which no policy is."}\n`,
      });
    }
  });

  test("says where a policy is wrong", async () => {
    const folder = folderWith({
      "a.policy": "Block gambling.\nMax $500",
      "b.policy.json": '{"version": 1,\n "currency": "USD",\n "rules": [{}]}',
      "x.policy": POLICY,
      "h.jsonl": "",
    });
    for (const [file, place] of [
      ["a.policy", "2:5"],
      ["b.policy.json", "3:12"],
    ] as const) {
      const run = await spendrail(folder, [...command, file]);
      expect(run.code).toBe(1);
      const [line = "", column = ""] = place.split(":");
      expect(run.out + run.err).toMatch(new RegExp(`${file}:${place}: error|"line": ${line},\\s+"column": ${column}`));
    }
  });
});

describe("10 MB", () => {
  const long = `${"Block gambling. ".repeat(650_000)}\n`;

  test("of English is refused in a sentence, on one short line", async () => {
    const run = await spendrail(folderWith({ "a.policy": long }), ["lint"]);
    expect(run.code).toBe(1);
    expect(run.out).toContain("a.policy:1:1: error [input_too_long]");
    expect(run.out.length).toBeLessThan(1_000);
  });

  test("of JSON is read, or refused with its place", async () => {
    const deep = await spendrail(folderWith({ "a.policy.json": "[".repeat(10_000_000) }), ["lint"]);
    expect(deep.out).toContain("This is nested deeper than 100 levels.");
    const wide = await spendrail(folderWith({ "a.policy.json": `{"version": 1, "x": "${"y".repeat(10_000_000)}"}` }), [
      "lint",
    ]);
    expect(wide.out).toContain("a.policy.json:1:16: error [unknown_key]");
    expect(wide.out.length).toBeLessThan(2_000);
  });
});

test("a byte order mark is no part of a policy", async () => {
  const folder = folderWith({ "a.policy": "\ufeffBlock gambling." });
  expect((await spendrail(folder, ["parse", "a.policy"])).code).toBe(0);
  await spendrail(folder, ["fmt"]);
  expect(textIn(folder, "a.policy")).toBe("Block gambling.\n");
});

describe("parse", () => {
  test("prints canonical JSON", async () => {
    const { out } = await spendrail(folderWith(), ["parse", "-"], { stdin: POLICY });
    expect(JSON.parse(out)).toEqual({
      version: 1,
      currency: "USD",
      rules: [{ kind: "limit", per: "transaction", max: "50" }],
    });
  });

  test("with errors prints nothing, and the diagnostics as JSON on standard error", async () => {
    const run = await spendrail(folderWith(), ["parse", "-"], { stdin: "Max $5" });
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(JSON.parse(run.err)).toMatchObject({
      file: "<stdin>",
      diagnostics: [{ code: "period_missing", range: { line: 1, column: 5 } }],
    });
  });

  test("--ast prints a node a statement", async () => {
    const { out } = await spendrail(folderWith(), ["parse", "-", "--ast"], { stdin: POLICY });
    expect(JSON.parse(out)).toMatchObject({
      statements: [{ kinds: ["limit"], rules: [0], range: { line: 1, column: 1 } }],
    });
  });
});

test("explain says what each statement means, what is left unsaid, and the canonical English", async () => {
  const { out, code } = await spendrail(folderWith({ "a.policy": "# why\n$5 a day max; no gambling" }), [
    "explain",
    "a.policy",
  ]);
  expect(code).toBe(0);
  expect(out).toContain("line 2: $5 a day max\n    At most $5 per day: a 24-hour window");
  expect(out).toContain("line 2: no gambling\n    Block gambling: ");
  expect(out).toContain(
    "    Amounts are in USD.\n    Days and times of day are those of UTC.\n    Calendar weeks start on Monday.\n",
  );
  expect(out).toContain("In canonical English:\n    At most $5 per day.\n    Block gambling.\n");
});

describe("settings", () => {
  test.each<[string, string, string]>([
    [
      "an unknown key",
      '{\n  "rulez": {}\n}',
      "spendrail.config.json:2:3: There is no key 'rulez'. Did you mean 'rules'?",
    ],
    [
      "a severity that is none",
      '{"rules": {"expired-rule": "loud"}}',
      'spendrail.config.json:1:12: rules["expired-rule"] must be one of off, info, warning, error.',
    ],
    ["a list that is none", '{"paths": "policies"}', "paths must be a list."],
    [
      "a category without words",
      '{"categories": {"pets": {"mccs": ["0742"]}}}',
      "categories.pets needs the key 'words'.",
    ],
    [
      "a code that is none",
      '{"categories": {"pets": {"mccs": ["742"], "words": ["pets"]}}}',
      "categories.pets.mccs[0] must be a merchant category code",
    ],
    ["no JSON", "{", "This is not JSON"],
  ])("%s is named with its place", async (_, config, problem) => {
    const run = await spendrail(folderWith({ "a.policy": POLICY, "spendrail.config.json": config }), ["lint"]);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toContain(problem);
  });

  test("an unknown rule in the settings is named", async () => {
    const folder = folderWith({ "a.policy": POLICY, "spendrail.config.json": '{"rules": {"expired-rul": "off"}}' });
    expect((await spendrail(folder, ["lint"])).err).toContain(
      "There is no rule 'expired-rul'. Did you mean expired-rule?",
    );
  });

  test("add merchants and categories to the language, and categories to the engine", async () => {
    const config = JSON.stringify({
      merchants: { "acme.example": ["acme"] },
      categories: { pets: { mccs: ["0742"], words: ["pets"] } },
    });
    const folder = folderWith({ "a.policy": "Only pay Acme. Block pets.", "spendrail.config.json": config });
    expect((await spendrail(folder, ["parse", "a.policy"])).code).toBe(0);
    const payment = JSON.stringify({ amount: "1", merchant: "acme.example", mcc: "0742" });
    expect((await spendrail(folder, ["check", "a.policy", "--payment", payment])).out).toContain(
      "merchant_category_blocked",
    );
  });
});

test("git:REVISION:PATH is the file as git knows it", async () => {
  const folder = folderWith({ "p/a.policy": "Max $50 per day." });
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "pipe" });
  git("init", "-q");
  git("add", ".");
  git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-m", "First");
  expect((await spendrail(folder, ["parse", "git:HEAD:p/a.policy"])).out).toContain('"max": "50"');
  expect(await spendrail(folder, ["parse", "git:HEAD:q.policy"])).toMatchObject({ code: 2, out: "" });
  expect((await spendrail(folder, ["parse", "git:--help:q.policy"])).err).toContain("does not start with a dash");
});

test("what never ends is refused once it is too long", async () => {
  const run = await spendrail(folderWith(), ["parse", "/dev/zero"]);
  expect(run).toEqual({
    code: 2,
    out: "",
    err: "spendrail: /dev/zero: The file is longer than 16 MiB, which no policy is.\n",
  });
});
