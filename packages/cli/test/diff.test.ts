import { describe, expect, test } from "vitest";
import { isStopped } from "../src/diff/gate.js";
import { folderWith, spendrail } from "./world.js";

const BEFORE = "Max $50 per transaction.\nBlock gambling.\n";

const compare = (after: string, ...argv: string[]) =>
  spendrail(folderWith({ "before.policy": BEFORE, "after.policy": after }), [
    "diff",
    "before.policy",
    "after.policy",
    ...argv,
  ]);

describe("the exit code is the gate", () => {
  test.each<[string, string, string[], number]>([
    ["the same in other words", "No gambling. At most $50 a payment.", ["--fail-on", "any"], 0],
    ["a higher limit, when nothing is asked", "Max $60 per transaction. Block gambling.", [], 0],
    ["a higher limit", "Max $60 per transaction. Block gambling.", ["--fail-on", "looser"], 1],
    ["a lower limit", "Max $40 per transaction. Block gambling.", ["--fail-on", "looser"], 0],
    ["a lower limit, when any change counts", "Max $40 per transaction. Block gambling.", ["--fail-on", "any"], 1],
    ["a block that went", "Max $50 per transaction.", ["--fail-on", "looser"], 1],
    ["a lower limit and no block", "Max $40 per transaction.", ["--fail-on", "looser"], 1],
    ["a policy with errors", "Max $60.", [], 1],
    ["a gate that there is not", BEFORE, ["--fail-on", "tighter"], 2],
  ])("%s", async (_, after, argv, code) => {
    expect((await compare(after, ...argv)).code).toBe(code);
  });
});

test("a loosening comes with the rules that changed and a payment that shows it", async () => {
  const { out } = await compare("Max $60 per transaction. Block gambling.");
  expect(out).toContain("The change loosens");
  expect(out).toContain("- At most $50 per transaction.\n+ At most $60 per transaction.\n");
  expect(out).toMatch(/Newly permitted:\n {2}payment {2}amount [\d.]+/);
  expect(out).toMatch(/was {6}denied: Payment of/);
  expect(out).toMatch(/is {7}approved: Payment of/);
});

test("changed settings are named", async () => {
  const { out } = await compare(`${BEFORE}Time zone is Europe/Berlin.`);
  expect(out).toContain("timeZone was not stated and is Europe/Berlin.");
});

test("--format markdown is a comment that no policy can break out of", async () => {
  const { out } = await compare(
    'Max $50 per transaction. Block gambling. Block "```</details>".',
    "--format",
    "markdown",
  );
  expect(out).toContain("### `after.policy`\n\n**tighter**: ");
  expect(out).toContain('````diff\n+ Block "```</details>".\n````');
});

test("--format json is the comparison", async () => {
  const { out } = await compare("Max $40 per transaction. Block gambling.", "--format", "json");
  expect(JSON.parse(out)).toMatchObject({ version: 1, verdict: "tighter", loosenings: [], undecided: [] });
});

describe("a gate that is not sure stays shut", () => {
  const undecided = (direction: "looser" | "tighter") => [{ direction, message: "It is too hard." }];
  const compared = { ok: true as const, loosenings: [], tightenings: [], undecided: [], rules: [], settings: [] };

  test.each([
    ["looser", { ...compared, verdict: "equivalent" as const }, false],
    ["looser", { ...compared, verdict: "tighter" as const }, false],
    ["looser", { ...compared, verdict: "not_decided" as const, undecided: undecided("looser") }, true],
    ["looser", { ...compared, verdict: "not_decided" as const, undecided: undecided("tighter") }, false],
    ["looser", { ...compared, verdict: "not_decided" as const }, true],
    ["looser", { ...compared, verdict: "looser" as const }, true],
    ["looser", { ...compared, verdict: "incomparable" as const }, true],
    ["any", { ...compared, verdict: "not_decided" as const, undecided: undecided("tighter") }, true],
    [undefined, { ...compared, verdict: "not_decided" as const, undecided: undecided("looser") }, false],
  ])("--fail-on %s, %o", (failOn, result, stopped) => {
    expect(isStopped(result, failOn)).toBe(stopped);
  });
});
