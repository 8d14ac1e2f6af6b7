import { parsePolicy } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";
import { describe, expect, test } from "vitest";
import { usageOverTime } from "../../src/index.js";

function policyOf(text: string): SpendingPolicy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  return parsed.policy;
}

const spend = (time: string, amount: string, merchant = "a.com") => ({
  id: time,
  account: "agent",
  amount,
  merchant,
  at: `2026-03-${time}:00Z`,
});
const SPENDS = [spend("02T18:00", "40"), spend("03T09:00", "30"), spend("03T19:00", "20")];

function pointsOf(text: string, spends = SPENDS, instants = ["2026-03-02T00:00:00Z", "2026-03-04T20:00:00Z"]) {
  const usage = usageOverTime(policyOf(text), spends, instants);
  if (!usage.ok) throw new Error(usage.issues[0]?.message);
  return usage.limits.map(({ points }) => points.map(({ at, used }) => `${at.slice(8, 16)} ${used}`));
}

describe("the use of a limit over time", () => {
  test.each([
    [
      "anchored",
      "Max $100 per day.",
      ["02T00:00 0", "02T18:00 40", "03T09:00 70", "03T18:00 0", "03T19:00 20", "04T19:00 0", "04T20:00 0"],
    ],
    [
      "sliding",
      "Max $100 in any 24 hours.",
      [
        "02T00:00 0",
        "02T18:00 40",
        "03T09:00 70",
        "03T18:00 30",
        "03T19:00 50",
        "04T09:00 20",
        "04T19:00 0",
        "04T20:00 0",
      ],
    ],
    [
      "calendar",
      "Max $100 per calendar day.",
      ["02T00:00 0", "02T18:00 40", "03T00:00 0", "03T09:00 30", "03T19:00 50", "04T00:00 0", "04T20:00 0"],
    ],
    ["for ever", "Max $100 in total.", ["02T00:00 0", "02T18:00 40", "03T09:00 70", "03T19:00 90", "04T20:00 90"]],
  ])("%s", (_, text, points) => {
    expect(pointsOf(text)).toEqual([points]);
  });

  test("spends may come in any order", () => {
    expect(pointsOf("Max $100 per day.", SPENDS.toReversed())).toEqual(pointsOf("Max $100 per day."));
  });

  test("each budget has its own; limits on each payment have none", () => {
    const usage = usageOverTime(policyOf("Max $9 per transaction. Max $50 per day at each merchant."), [
      spend("02T18:00", "4"),
      spend("02T19:00", "5", "b.com"),
    ]);
    expect(usage).toMatchObject({
      ok: true,
      limits: [
        {
          rule: 1,
          partition: "a.com",
          limit: "50",
          points: [{ used: "4", resetsAt: "2026-03-03T18:00:00Z" }, { used: "4" }],
        },
        { rule: 1, partition: "b.com", limit: "50", points: [{ used: "5" }] },
      ],
    });
  });

  test.each([
    ["a spend at no instant", [{ ...SPENDS[0]!, at: "yesterday" }], [], "spends[0].at"],
    ["an instant that is none", SPENDS, ["noon"], "instants[0]"],
    ["a spend below zero", [{ ...SPENDS[0]!, amount: "-1" }], [], "amount"],
  ])("%s is named", (_, spends, instants, path) => {
    expect(usageOverTime(policyOf("Max $100 per day."), spends, instants)).toMatchObject({
      ok: false,
      issues: [{ path }],
    });
  });
});
