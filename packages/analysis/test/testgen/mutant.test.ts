import { parsePolicy } from "@spendrail/language";
import { describe, expect, test } from "vitest";
import { mutantsOf } from "../../src/index.js";

function changesOf(text: string): string[] {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  return mutantsOf(parsed.policy).map(({ change }) => change);
}

describe("the mutants of", () => {
  test.each([
    [
      "Max $50 per transaction.",
      ["the limit rule dropped", "max 50.01 instead of 50", "max 49.99 instead of 50", '"below" 50 instead of "up to"'],
    ],
    [
      "Less than $500 per calendar day.",
      [
        "the limit rule dropped",
        "max 500.01 instead of 500",
        "max 499.99 instead of 500",
        '"up to" 500 instead of "below"',
        "per calendar week instead of calendar day",
        "per calendar hour instead of calendar day",
      ],
    ],
    [
      "At most 1 payment per hour at each merchant.",
      [
        "the velocity rule dropped",
        "max 2 instead of 1",
        "max 0 instead of 1",
        "per anchored PT3601S instead of anchored PT1H",
        "per anchored PT3599S instead of anchored PT1H",
        "one budget for all instead of one for each merchant",
      ],
    ],
    [
      "Require 2 approvals for $100 or more.",
      [
        "the approval rule dropped",
        "above 100.01 instead of 100",
        "above 99.99 instead of 100",
        '"above" 100 instead of "from"',
        "approvers 3 instead of 2",
        "approvers 1 instead of 2",
      ],
    ],
    [
      "Only allow openai.com and arxiv.org.",
      ["the allow rule dropped", "arxiv.org removed from only", "openai.com removed from only"],
    ],
    ["Block gambling.", ["the block rule dropped", "gambling removed from what"]],
    [
      "Only on Mondays and Fridays from 9:00 to 17:00 UTC.",
      [
        "the schedule rule dropped",
        "monday removed",
        "friday removed",
        "from 09:01 instead of 09:00",
        "from 08:59 instead of 09:00",
        "to 17:01 instead of 17:00",
        "to 16:59 instead of 17:00",
      ],
    ],
    ["Goal drift at most 0.5.", ["the drift rule dropped", "max 0.51 instead of 0.5", "max 0.49 instead of 0.5"]],
    [
      "No duplicate payments within 10 minutes.",
      ["the duplicate rule dropped", "within PT601S instead of PT10M", "within PT599S instead of PT10M"],
    ],
  ])("%s", (text, changes) => {
    expect(changesOf(text)).toEqual(changes);
  });

  test("an alert has none: it changes no outcome", () => {
    expect(changesOf("Max $5 per day. Alert at 80%.").filter((change) => change.includes("alert"))).toEqual([]);
  });
});
