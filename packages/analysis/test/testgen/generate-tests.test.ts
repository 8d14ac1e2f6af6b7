import { parsePolicy } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everydayPolicy } from "../../../engine/test/support/index.js";
import { generateTests, mutationScore } from "../../src/index.js";

function policyOf(text: string): SpendingPolicy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  return parsed.policy;
}

function generated(policy: SpendingPolicy) {
  const tests = generateTests(policy);
  if (!tests.ok) throw new Error(tests.issues[0]?.message);
  return tests;
}

describe("the cases of a policy", () => {
  test("pay at the bounds of each rule, after spends at the edges of its window", () => {
    const { cases, killed, mutants } = generated(policyOf("Max $500 per day."));
    expect(killed).toBe(mutants);
    expect(
      cases.map(({ history, payment, expect: { outcome, code } }) => [
        history.map(({ amount, at }) => `${amount} at ${at}`).join(),
        `${payment.amount} at ${payment.at}`,
        outcome,
        code,
      ]),
    ).toEqual([
      ["499.99 at 2026-08-19T12:29:59Z", "0.01 at 2026-08-19T12:30:00Z", "approve", "ok"],
      ["500 at 2026-08-18T12:30:00Z", "0.01 at 2026-08-19T12:30:00Z", "approve", "ok"],
      ["500 at 2026-08-18T12:30:01Z", "0.01 at 2026-08-19T12:30:00Z", "deny", "window_limit_exceeded"],
    ]);
  });

  test.each([
    ["Max $50 per transaction. Max $500 per day. Only allow openai.com and arxiv.org. Block gambling.", []],
    ["Max $500 in any 24 hours. Max $3,000 per calendar month. Require approval above $300 per day.", []],
    ["Max $50 per transaction. Max $100,000 in total. Max $20 per transaction at new merchants.", []],
    ["Keep at least $100 in the account. At most 5 payments per hour. No duplicates within 10 minutes.", []],
    [
      "Max $50 per transaction. Require approval above $60.",
      [
        "the approval rule dropped",
        "above 60.01 instead of 60",
        "above 59.99 instead of 60",
        '"from" 60 instead of "above"',
        "approvers 2 instead of 1",
      ],
    ],
  ])("kill every mutant that means something else: %s", (text, equivalent) => {
    const { survivors } = generated(policyOf(text));
    expect(survivors.map(({ change }) => change)).toEqual(equivalent);
  });

  test("are what mutationScore counts, and none can be spared", () => {
    fc.assert(
      fc.property(everydayPolicy(), (policy) => {
        const { cases, killed, mutants, survivors } = generated(policy);
        expect(mutationScore(policy, cases)).toEqual({ ok: true, mutants, killed, survivors });
        for (const index of cases.keys()) {
          expect(mutationScore(policy, cases.toSpliced(index, 1))).not.toMatchObject({ killed });
        }
      }),
      { numRuns: 5 },
    );
  });
});

describe("bad input", () => {
  const policy = policyOf("Max $50 per transaction.");

  test("an invalid policy is named", () => {
    const invalid = { ...policy, rules: [{ kind: "limit" }] } as unknown as SpendingPolicy;
    expect(generateTests(invalid)).toMatchObject({ ok: false, issues: [{ path: "rules[0].per" }, {}] });
    expect(mutationScore(invalid, [])).toMatchObject({ ok: false, issues: [{ path: "rules[0].per" }, {}] });
  });

  test("cases that the policy fails say nothing of its mutants", () => {
    const [first, ...others] = generated(policy).cases;
    const wrong = { ...first!, expect: { outcome: "require_approval" as const } };
    expect(mutationScore(policy, [...others, wrong])).toEqual({ ok: false, issues: [], failing: [others.length] });
  });

  test("a case whose history cannot be recorded fails", () => {
    const [first] = generated(policy).cases;
    const broken = { ...first!, history: [{ ...first!.payment, amount: "-1" }] };
    expect(mutationScore(policy, [broken])).toEqual({ ok: false, issues: [], failing: [0] });
  });
});
