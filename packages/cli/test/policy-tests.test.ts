import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { TEMPLATES, TRUST_LEVELS } from "../src/specs/init.js";
import { folderWith, spendrail, textIn } from "./world.js";

const POLICY = "Max $50 per transaction.\nMax $100 per day.\nBlock gambling.\n";
const HEAD = 'policy: team.policy\nat: "2026-03-02T09:00:00Z"\n';

const PASSING = `${HEAD}tests:
  - name: a small one passes
    payment: { amount: 20 }
    expect: approve
  - name: a casino
    payment: { amount: 20, category: gambling }
    expect: { outcome: deny, code: merchant_category_blocked, rule: 3 }
`;

const FAILING = `${HEAD}tests:
  - name: the day is full
    history:
      - { amount: 45, at: "2026-03-02T08:00:00Z" }
      - { amount: 45, at: "2026-03-02T08:10:00Z" }
    payment: { amount: 20 }
    expect: approve
`;

const withTests = (yaml: string, policy = POLICY) =>
  folderWith({ "team.policy": policy, "team.policy-test.yaml": yaml });

test("tests that pass, and which rules they decided", async () => {
  expect(await spendrail(withTests(PASSING), ["test"])).toEqual({
    code: 0,
    err: "",
    out: `team.policy: 2 passed, 0 failed
Rules that a test decided: 1 of 3 (33%)
No test decided:
  rule 1  At most $50 per transaction.
  rule 2  At most $100 per day.
`,
  });
});

test("a test that fails shows what was expected, what came, and the figures", async () => {
  const run = await spendrail(withTests(FAILING), ["test"]);
  expect(run.code).toBe(1);
  expect(run.out).toContain(`FAILED the day is full (team.policy-test.yaml:4)
  - outcome: approve
  + outcome: deny
    said          Payment of 20 USD is too large`);
  expect(run.out).toContain("    spent before  90\n    this payment  20\n    remaining     10\n");
});

describe("exit codes", () => {
  test.each<[string, Record<string, string>, string[], number]>([
    ["all pass", { "team.policy-test.yaml": PASSING }, [], 0],
    ["one fails", { "team.policy-test.yaml": FAILING }, [], 1],
    ["coverage is reached", { "team.policy-test.yaml": PASSING }, ["--min-coverage", "33"], 0],
    ["coverage is too low", { "team.policy-test.yaml": PASSING }, ["--min-coverage", "34"], 1],
    ["coverage that is no figure", { "team.policy-test.yaml": PASSING }, ["--min-coverage", "all"], 2],
    ["no tests", {}, [], 2],
    ["a policy with errors", { "team.policy-test.yaml": PASSING, "team.policy": "Max $5" }, [], 1],
    ["a policy that is not there", { "a.policy-test.yaml": PASSING.replace("team.policy", "x.policy") }, [], 2],
    ["tests that are not there", {}, ["x.policy-test.yaml"], 2],
  ])("%s", async (_, files, argv, code) => {
    expect((await spendrail(folderWith({ "team.policy": POLICY, ...files }), ["test", ...argv])).code).toBe(code);
  });
});

describe("a file of tests that is wrong is refused, with the line", () => {
  test.each<[string, string, string]>([
    [
      "an unknown key",
      PASSING.replace("expect: approve", "expct: approve"),
      "team.policy-test.yaml:6: There is no key 'expct'. Did you mean 'expect'?",
    ],
    [
      "a key twice",
      PASSING.replace("tests:", "at: x\ntests:"),
      "team.policy-test.yaml:3: This is not YAML: Map keys must be unique.",
    ],
    [
      "an unknown code",
      PASSING.replace("merchant_category_blocked", "merchant_categry_blocked"),
      "team.policy-test.yaml:9: tests[1].expect.code must be one of ok,",
    ],
    [
      "rule 0",
      PASSING.replace("rule: 3", "rule: 0"),
      "team.policy-test.yaml:9: tests[1].expect.rule must be the number of a rule",
    ],
    [
      "an outcome that is none",
      PASSING.replace("approve", "aprove"),
      "team.policy-test.yaml:6: tests[0].expect must be one of approve,",
    ],
    [
      "no policy",
      PASSING.replace("policy: team.policy", "# none"),
      "team.policy-test.yaml:2: The file needs the key 'policy'.",
    ],
    ["no time", PASSING.replace(/at: .*\n/, ""), "This payment has no 'at'"],
    [
      "a spend that is none",
      FAILING.replace("amount: 45", "amount: -45"),
      "team.policy-test.yaml:6: amount: A spend is above zero",
    ],
    ["no YAML", "{", "team.policy-test.yaml:1: This is not YAML"],
    ["a list", "- a", "team.policy-test.yaml:1: The file must be an object."],
    ["nothing", "", "team.policy-test.yaml:1: The file must be an object."],
    [
      "anchors without end",
      `a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\ne: &e [*d,*d]\nf: &f [*e,*e]\ng: [*f,*f,*f,*f]\n`,
      "This is not YAML: Excessive alias count",
    ],
  ])("%s", async (_, yaml, problem) => {
    const run = await spendrail(withTests(yaml), ["test"]);
    expect(run.code).toBe(2);
    expect(run.err).toContain(problem);
  });
});

test("figures and codes are texts, whatever they look like: 0.10, 0742 and NO stay what they are", async () => {
  const yaml = `${HEAD}tests:
  - { name: NO, payment: { amount: 0.10, mcc: 0742, country: NO }, expect: approve }
`;
  const { out } = await spendrail(withTests(yaml), ["test", "--format", "json"]);
  expect(JSON.parse(out).policies[0].tests[0]).toMatchObject({ name: "NO", passed: true, line: 4 });
  expect(out).toContain("Payment of 0.1 USD approved");
});

test("an alert that a payment crosses counts as tested", async () => {
  const yaml = `${HEAD}tests:\n  - { name: a, payment: { amount: 45 }, expect: approve }\n`;
  const run = await spendrail(withTests(yaml, "Max $50 per transaction.\nWarn me at 80% of the limit.\n"), ["test"]);
  expect(run.out).toContain("Rules that a test decided: 1 of 2 (50%)");
  expect(run.out).toContain("rule 1  At most $50");
});

test("--format junit has a case for each test, and the differences of those that fail", async () => {
  const { out, code } = await spendrail(withTests(FAILING), ["test", "--format", "junit"]);
  expect(code).toBe(1);
  expect(out).toContain('<testsuite name="team.policy" tests="1" failures="1"');
  expect(out).toContain('<failure message="outcome: expected approve, got deny">team.policy-test.yaml:4\n');
});

test("--mutation shows what no test notices", async () => {
  const { out } = await spendrail(withTests(PASSING), ["test", "--mutation"]);
  expect(out).toMatch(/Changes to the policy that a test noticed: \d+ of \d+/);
  expect(out).toContain("max 50.01 instead of 50");
});

test("generated tests pass, and leave no rule undecided", async () => {
  const folder = folderWith({ "team.policy": POLICY });
  const generated = await spendrail(folder, ["generate-tests", "team.policy"]);
  expect(generated.code).toBe(0);
  const tested = folderWith({ "team.policy": POLICY, "team.policy-test.yaml": generated.out });
  const run = await spendrail(tested, ["test", "--min-coverage", "100", "--mutation"]);
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/noticed: (\d+) of \1\n/);
});

describe("init", () => {
  test.each([
    [[]],
    ...TEMPLATES.map((name) => [["--template", name]]),
    ...TRUST_LEVELS.filter((level) => level !== "unlimited").map((level) => [["--trust", level]]),
    [["--name", "bot"]],
  ])("%j writes a policy that is clean, formatted, and passes its test", async (argv) => {
    const folder = folderWith();
    expect((await spendrail(folder, ["init", "p", ...argv])).code).toBe(0);
    for (const command of [["test"], ["lint"], ["fmt", "--check"]])
      expect(await spendrail(folder, [...command, "p"])).toMatchObject({ code: 0, err: "" });
  });

  test("never replaces a file without --force", async () => {
    const folder = folderWith({ "agent.policy": "mine" });
    const run = await spendrail(folder, ["init"]);
    expect(run).toMatchObject({
      code: 1,
      err: "spendrail: agent.policy: The file is there already; --force replaces it.\n",
    });
    expect(textIn(folder, "agent.policy")).toBe("mine");
    expect((await spendrail(folder, ["init", "--force"])).code).toBe(0);
    expect(textIn(folder, "agent.policy")).not.toBe("mine");
  });

  test("leaves the settings of a project as they are", async () => {
    const folder = folderWith({ "spendrail.config.json": '{"missing": "deny"}' });
    const run = await spendrail(folder, ["init", "--name", "bookings", "--template", "travel", "--force"]);
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(textIn(folder, "spendrail.config.json")).toBe('{"missing": "deny"}');
  });

  test("writes nothing when the answers end before the questions", async () => {
    const folder = folderWith();
    const run = await spendrail(folder, ["init"], { terminal: 80, answers: ["EUR"] });
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("asks a person, and asks again what it does not understand", async () => {
    const folder = folderWith();
    const answers = ["EUR", "Europe/Berlin", "fifty-ish", "50", "", "1000", "20", "openai.com, AWS", ""];
    const run = await spendrail(folder, ["init"], { terminal: 80, answers });
    expect(run.code).toBe(0);
    expect(run.err).not.toBe("");
    expect(textIn(folder, "agent.policy")).toBe(`# Written by spendrail init.
Currency is EUR.
Time zone is Europe/Berlin.
At most €50 per transaction.
At most €1,000 per calendar month.
Require approval for payments over €20.
Only allow aws.amazon.com and openai.com.
Block adult content and gambling.
`);
  });
});
