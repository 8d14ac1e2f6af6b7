import { describe, expect, test } from "vitest";
import { horizonOf } from "../src/exposure/horizon.js";
import { folderWith, spendrail, textIn } from "./world.js";

const POLICY = "Max $50 per transaction. Max $100 per day.\nRequire approval above $40.\n";

const spent = (...amounts: string[]): string =>
  amounts
    .map(
      (amount, index) =>
        `${JSON.stringify({ id: `p${index}`, account: "agent", amount, at: `2026-03-0${index + 1}T09:00:00Z` })}\n`,
    )
    .join("");

describe("horizons", () => {
  test.each([
    ["24h", "P1D"],
    ["7d", "P7D"],
    ["2w", "P14D"],
    ["90m", "PT90M"],
    ["36h", "PT36H"],
    ["120m", "PT2H"],
    ["P30D", "P30D"],
    ["PT6H", "PT6H"],
    ["1 day", undefined],
    ["0d", undefined],
    ["-1d", undefined],
    ["1.5d", undefined],
    ["", undefined],
  ])("%j is %j", (written, duration) => {
    expect(horizonOf(written)).toBe(duration);
  });
});

describe("exposure", () => {
  test("shows the most that can leave, the payments that do it, and the sum that bounds it", async () => {
    const { code, out } = await spendrail(folderWith({ "a.policy": POLICY }), [
      "exposure",
      "a.policy",
      "--horizon",
      "24h,7d",
    ]);
    expect(code).toBe(0);
    expect(out).toContain("  24h  200 USD\n  7d   800 USD\n");
    expect(out).toContain("  rule 2  8 x 100 = 800 USD (At most $100 per day.)\n  sum     800 USD\n");
    expect(out).toMatch(/\d x 40 USD/);
    expect(out).toContain("Taken for granted:\n  - One account");
  });

  test("says which rule is missing when nothing bounds it", async () => {
    const { code, out } = await spendrail(folderWith({ "a.policy": "Max $50 per transaction." }), [
      "exposure",
      "a.policy",
    ]);
    expect(code).toBe(0);
    expect(out).toContain("  24h  without bound\n");
    expect(out).toContain("Nothing bounds it:");
  });

  test("keeps to a narrow terminal", async () => {
    const folder = folderWith({ "a.policy": POLICY });
    const { out } = await spendrail(folder, ["exposure", "a.policy", "--no-color"], { terminal: 50 });
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(50);
  });

  test("--svg draws the curve", async () => {
    const folder = folderWith({ "a.policy": POLICY });
    expect((await spendrail(folder, ["exposure", "a.policy", "--svg", "curve.svg"])).code).toBe(0);
    const svg = textIn(folder, "curve.svg");
    expect(svg).toContain("<title>The most that can leave over 30d, in USD</title>");
    expect(svg).not.toContain("NaN");
  });

  test.each([
    [["--horizon", "soon"], "'soon' is none of these"],
    [["--start", "tomorrow"], "start:"],
    [["--balance", "much"], "balance:"],
    [["--svg", "no/such/folder.svg"], "no/such/folder.svg: There is no such file."],
  ])("%j is refused", async (argv, sentence) => {
    const run = await spendrail(folderWith({ "a.policy": POLICY }), ["exposure", "a.policy", ...argv]);
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toContain(sentence);
  });
});

describe("replay", () => {
  test("counts what would have passed, and names what would not", async () => {
    const folder = folderWith({ "a.policy": POLICY, "h.jsonl": spent("20", "45", "60") });
    const { code, out } = await spendrail(folder, ["replay", "a.policy", "h.jsonl"]);
    expect(code).toBe(0);
    expect(out).toContain("3 payments, 2026-03-01T09:00:00Z to 2026-03-03T09:00:00Z:");
    expect(out).toContain("  newly blocked    1 (60 USD)\n  newly asked      1 (45 USD)\n");
    expect(out).toContain("line 3  p2: made -> deny (Payment of 60 USD is too large");
  });

  test("--baseline compares two policies", async () => {
    const files = { "a.policy": POLICY, "b.policy": "Max $10 per transaction.", "h.jsonl": spent("20", "30") };
    const { out } = await spendrail(folderWith(files), ["replay", "a.policy", "h.jsonl", "--baseline", "b.policy"]);
    expect(out).toContain("newly allowed    2 (50 USD)");
  });

  test("shows how far it is on a terminal, and takes it away again", async () => {
    const lines = Array.from({ length: 3_000 }, (_, index) =>
      JSON.stringify({
        id: `p${index}`,
        account: "agent",
        amount: "1",
        at: new Date(1_772_355_600_000 + index * 1_000).toISOString(),
      }),
    );
    const folder = folderWith({ "a.policy": POLICY, "h.jsonl": lines.join("\n") });
    const { err } = await spendrail(folder, ["replay", "a.policy", "h.jsonl"], { terminal: 80 });
    expect(err).toMatch(/\rReplaying \[#+ *\] \d+%/);
    expect(err.endsWith("\r\u001b[K")).toBe(true);
  });

  test.each([
    ["a line that is no JSON", `${spent("20")}{`, "h.jsonl:2: This line is not JSON."],
    ["an empty line", `${spent("20")}\n${spent("20")}`, "h.jsonl:2: This line is not JSON."],
    ["a payment that is none", '{"id": "1"}', "h.jsonl:1: account:"],
    [
      "an order that is none",
      spent("20", "20").split("\n").reverse().join("\n").trim(),
      "h.jsonl:2: at: This spend is earlier",
    ],
    ["bytes that are no text", "\u0000\u0001", "h.jsonl:1: This line is not JSON."],
  ])("%s is named with its line", async (_, history, sentence) => {
    const run = await spendrail(folderWith({ "a.policy": POLICY, "h.jsonl": history }), [
      "replay",
      "a.policy",
      "h.jsonl",
    ]);
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toContain(sentence);
  });

  test("a history that is not there is named", async () => {
    const run = await spendrail(folderWith({ "a.policy": POLICY }), ["replay", "a.policy", "h.jsonl"]);
    expect(run).toEqual({ code: 1, out: "", err: "spendrail: h.jsonl: There is no such file.\n" });
  });
});

describe("suggest", () => {
  test("prints a policy that the command reads back", async () => {
    const folder = folderWith({ "h.jsonl": spent("20", "35", "30") });
    const { code, out } = await spendrail(folder, ["suggest", "h.jsonl"]);
    expect(code).toBe(0);
    expect(out).toBe(
      "# Suggested from 3 payments, of which 3 pass.\nAt most $35 per transaction.\nAt most $35 per day.\n",
    );
    expect((await spendrail(folder, ["parse", "-"], { stdin: out })).code).toBe(0);
  });

  test.each([
    [["--keep", "2"], "--keep is a share"],
    [["--currency", "XXQ"], "currency"],
  ])("%j is refused", async (argv, sentence) => {
    const run = await spendrail(folderWith({ "h.jsonl": spent("20") }), ["suggest", "h.jsonl", ...argv]);
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toContain(sentence);
  });
});
