import { type Amount, formatInstant, fromUnits, type SpendingPolicy, toUnits } from "@spendrail/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { replaySync, suggest } from "../../src/index.js";

const HOUR_MS = 3_600_000;

const spendsOf = (spends: readonly (readonly [hour: number, amount: string])[]) =>
  spends.map(([hour, amount], index) => ({
    id: `${index}`,
    account: "agent",
    amount,
    at: formatInstant(Date.UTC(2026, 2, 2) + hour * HOUR_MS),
  }));

function suggested(history: object[], options: Parameters<typeof suggest>[1] = {}) {
  const suggestion = suggest(history, options);
  if (!suggestion.ok) throw new Error(suggestion.issues[0]?.message);
  return suggestion;
}

function maximaOf({ rules }: SpendingPolicy): Amount[] {
  return rules.map((rule) => (rule.kind === "limit" ? rule.max : ""));
}

describe("the tightest limits", () => {
  const twoDays = spendsOf([
    [0, "10"],
    [5, "20.5"],
    [10, "10"],
    [30, "12"],
    [50, "90"],
  ]);

  test.each([
    ["under which all pass", twoDays, 1, "At most $90 per transaction.\nAt most $102 per day.", 5],
    [
      "under which four of five pass: the largest goes",
      twoDays,
      0.8,
      "At most $20.50 per transaction.\nAt most $40.50 per day.",
      4,
    ],
    ["of one payment: there is no day to learn from", spendsOf([[0, "10"]]), 1, "At most $10 per transaction.", 1],
    ["of part of a cent: up to the next cent", spendsOf([[0, "0.001"]]), 1, "At most $0.01 per transaction.", 1],
  ])("%s", (_, history, keep, text, passed) => {
    const suggestion = suggested(history, { keep });
    expect({ text: suggestion.text, passed: suggestion.passed }).toEqual({ text, passed });
  });

  test("the limits are for each account, in the currency asked for", () => {
    const spends = spendsOf([
      [0, "10"],
      [1, "10"],
    ]).map((spend, index) => ({
      ...spend,
      account: `agent-${index}`,
      currency: "JPY",
    }));
    expect(suggested(spends, { currency: "JPY" }).text).toBe("Currency is JPY.\nAt most 10 JPY per transaction.");
  });

  test("keep the share of payments, and none can be a cent lower by itself", () => {
    const anySpends = fc.array(fc.tuple(fc.integer({ min: 0, max: 14 * 24 }), fc.integer({ min: 1, max: 500 })), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(anySpends, fc.constantFrom(1, 0.95, 0.8, 0.5), (drawn, keep) => {
        const history = spendsOf(
          drawn.sort(([a], [b]) => a - b).map(([hour, cents]) => [hour, fromUnits(toUnits("0.01") * BigInt(cents))]),
        );
        const { payments, passed, policy } = suggested(history, { keep });
        const share = (tried: SpendingPolicy) => {
          const result = replaySync(tried, history);
          return result.ok ? payments - result.report.outcomes.deny.count : 0;
        };
        const fewest = payments - Math.floor(payments * (1 - keep) + 1e-9);
        expect(passed).toBe(share(policy));
        expect(passed).toBeGreaterThanOrEqual(fewest);
        for (const [index, max] of maximaOf(policy).entries()) {
          const lower = fromUnits(toUnits(max) - toUnits("0.01"));
          const rules = policy.rules.map((rule, at) => (at === index ? { ...rule, max: lower } : rule));
          expect(share({ ...policy, rules } as SpendingPolicy)).toBeLessThan(fewest);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("bad input is named", () => {
  const history = spendsOf([[0, "10"]]);

  test.each([
    ["no share", history, { keep: 0 }, { path: "keep" }],
    ["more than all", history, { keep: 1.5 }, { path: "keep" }],
    ["no number", history, { keep: Number.NaN }, { path: "keep" }],
    ["an unknown currency", history, { currency: "ZZZ" }, { path: "currency" }],
    ["no payments", [], {}, { path: "history" }],
    ["a spend that cannot be read", [...history, {}], {}, { line: 2, path: "id" }],
    ["another currency without a rate", [{ ...history[0], currency: "EUR" }], {}, { line: 1, path: "currency" }],
  ])("%s", (_, spends, options, issue) => {
    const suggestion = suggest(spends, options);
    expect(suggestion.ok ? [] : suggestion.issues).toContainEqual(expect.objectContaining(issue));
  });
});
