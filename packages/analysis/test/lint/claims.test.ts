import { LINT_RULES, type LintFinding, lintPolicy } from "@spendrail/analysis";
import { compilePolicy, evaluate } from "@spendrail/engine";
import type { SpendingPolicy } from "@spendrail/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyPair } from "./support/pairs.js";
import { anyMeetingPolicy, anyNarrowPolicy } from "./support/policies.js";
import { type Attempt, anyAttempts, spending } from "./support/spending.js";

/** Findings that say of the rule they point to that it never decides. */
const USELESS = [
  "approval-above-limit",
  "denied-payee",
  "implied-approval",
  "implied-limit",
  "looser-special-limit",
  "redundant-rule",
  "unreachable-limit",
];
/** Findings that say that nothing can be paid. */
const NOTHING_PASSES = ["empty-allowlist", "expired-policy", "never-open"];

/** Later than the accounts of these tests begin. */
const AT = "2026-06-15T00:00:00Z";

/** The findings of these rules; no other is asked. */
function findingsOf(policy: SpendingPolicy, rules: readonly string[]): LintFinding[] {
  const others = Object.keys(LINT_RULES).filter((rule) => !rules.includes(rule));
  const severities = Object.fromEntries(others.map((rule) => [rule, "off" as const]));
  const result = lintPolicy({ policy }, { at: AT, severities });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.findings;
}

/** Takes out what never decides, and compares every decision of an account that spends without it. */
function expectUseless(policy: SpendingPolicy, useless: readonly LintFinding[], attempts: readonly Attempt[]): void {
  const indices = new Set(useless.map(indexOf));
  const rest = { ...policy, rules: policy.rules.filter((_, index) => !indices.has(index)) };
  const whole = compilePolicy(policy);
  for (const { payment, history, decision } of spending(rest, attempts)) {
    const { outcome, approvers } = evaluate(whole, payment, { history });
    expect([outcome, approvers]).toEqual([decision.outcome, decision.approvers]);
  }
}

/** The findings that claim of their rule that it never decides. */
function uselessOf(policy: SpendingPolicy): LintFinding[] {
  return findingsOf(policy, USELESS).filter(({ message }) => !message.includes("around a reset"));
}

const indexOf = ({ path }: LintFinding): number => Number(path.split("/")[2]);

test("whatever is paid, rules that never decide can all be taken out together", () => {
  const seen = new Set<string>();
  const claim = fc.property(anyMeetingPolicy, anyAttempts, (policy, attempts) => {
    const useless = uselessOf(policy);
    fc.pre(useless.length > 0);
    for (const { rule } of useless) seen.add(rule);
    expectUseless(policy, useless, attempts);
  });
  fc.assert(claim, { numRuns: 200, maxSkipsPerRun: 50 });
  expect(seen.size, "kinds of findings that were tried").toBeGreaterThan(4);
});

test("whatever goes out around resets, limits that cannot be reached are not", () => {
  const claim = fc.property(anyPair, ({ policy, attempts }) => {
    const useless = uselessOf(policy);
    fc.pre(useless.length > 0);
    expectUseless(policy, useless, attempts);
  });
  fc.assert(claim, { numRuns: 300, maxSkipsPerRun: 50 });
});

test("whatever is paid, nothing passes where the linter says so", () => {
  const seen = new Set<string>();
  const anyExpired = fc.tuple(anyNarrowPolicy, fc.nat(9)).map(([policy, chance]) => {
    return chance === 0 ? { ...policy, validUntil: AT } : policy;
  });
  const claim = fc.property(anyExpired, anyAttempts, (policy, attempts) => {
    const closed = findingsOf(policy, NOTHING_PASSES);
    fc.pre(closed.length > 0);
    for (const { rule } of closed) seen.add(rule);
    // A denial looks far ahead for a time at which the payment would pass, so a few are enough.
    for (const { decision } of spending(policy, attempts.slice(0, 3))) expect(decision.outcome).toBe("deny");
  });
  fc.assert(claim, { numRuns: 40, maxSkipsPerRun: 100 });
  expect(seen.size, "kinds of findings that were tried").toBeGreaterThan(1);
});

test("whatever is paid, an alert without a limit never warns", () => {
  const claim = fc.property(anyMeetingPolicy, anyAttempts, (policy, attempts) => {
    const silent = findingsOf(policy, ["alert-without-limit"]).map(indexOf);
    fc.pre(silent.length > 0);
    for (const { decision } of spending(policy, attempts))
      expect((decision.warnings ?? []).filter(({ rule }) => silent.includes(rule))).toEqual([]);
  });
  fc.assert(claim, { numRuns: 20, maxSkipsPerRun: 100 });
});
