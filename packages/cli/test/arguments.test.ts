import { describe, expect, test } from "vitest";
import { SPECS } from "../src/specs/index.js";
import { folderWith, spendrail } from "./world.js";

describe("a wrong command line is could-not-run, says what is wrong, and changes nothing", () => {
  test.each([
    [[], "Usage: spendrail COMMAND"],
    [["prase"], "There is no command prase. Did you mean parse?"],
    [["frobnicate"], "There is no command frobnicate."],
    [["--verison"], "There is no option --verison."],
    [["parse"], "parse needs FILE"],
    [["parse", "--atx", "a.policy"], "There is no option --atx. Did you mean --ast?"],
    [["parse", "--ast=yes", "a.policy"], "--ast takes no value."],
    [["parse", "-x", "a.policy"], "There is no option -x."],
    [["parse", "a.policy", "b.policy"], "parse does not take 'b.policy'."],
    [["parse", "a.policy", "--config"], "--config needs a value"],
    [["check", "a.policy", "--format", "jason"], "--format cannot be 'jason'. Did you mean json?"],
  ])("spendrail %j", async (argv, sentence) => {
    const run = await spendrail(folderWith({ "a.policy": "Max $5 per day." }), argv);
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toContain(sentence);
  });
});

test("the version is that of the package", async () => {
  expect(await spendrail(folderWith(), ["--version"])).toEqual({ code: 0, out: "0.1.0\n", err: "" });
});

describe.each(SPECS.map((spec) => [spec.name, spec] as const))("spendrail %s --help", (name, spec) => {
  test("shows every option, every exit code and an example", async () => {
    const { code, out, err } = await spendrail(folderWith(), [name, "--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const option of spec.options) expect(out).toContain(`--${option.name}`);
    for (const [exit] of spec.exits) expect(out).toMatch(new RegExp(`^ {2}${exit} {2}`, "m"));
    expect(spec.examples.length).toBeGreaterThan(0);
    expect(out).toContain(`  ${spec.examples[0]?.[0]}`);
  });

  test("keeps to a narrow terminal, but for what cannot be broken", async () => {
    const { out } = await spendrail(folderWith(), [name, "--help"], { terminal: 40 });
    const examples = spec.examples.map(([command]) => `  ${command}`);
    const long = out.split("\n").filter((line) => line.length > 40 && !examples.includes(line));
    expect(long.filter((line) => !line.startsWith("Usage:"))).toEqual([]);
  });
});
