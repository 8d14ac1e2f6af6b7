import { applyFix, fixPolicy, type LintFix, type LintInput, lintPolicy } from "@spendrail/analysis";
import { compilePolicy, evaluate } from "@spendrail/engine";
import { formatPolicy, parsePolicy } from "@spendrail/language";
import { type Decision, policyDigest, readPolicy, type SpendingPolicy } from "@spendrail/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyMeetingPolicy } from "./support/policies.js";
import { type Attempt, anyAttempts, spending } from "./support/spending.js";

function findingsOf(input: LintInput) {
  const result = lintPolicy(input);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.findings;
}

function policyOf(input: LintInput): SpendingPolicy {
  const reading = "text" in input ? parsePolicy(input.text) : readPolicy(input.policy);
  if (!reading.ok) throw new Error(`no policy any more: ${JSON.stringify(input)}`);
  return reading.policy;
}

/** Every fix of every finding, with the input it is for. */
function fixesOf(input: LintInput): { rule: string; path: string; fix: LintFix }[] {
  return findingsOf(input).flatMap(({ rule, path, fixes = [] }) => fixes.map((fix) => ({ rule, path, fix })));
}

const count = (input: LintInput, rule: string) => findingsOf(input).filter((finding) => finding.rule === rule).length;

/** What passes least has the highest rank. */
const rankOf = ({ outcome, approvers = 0 }: Decision) => (outcome === "deny" ? Number.MAX_SAFE_INTEGER : approvers);

function expectEffect(before: SpendingPolicy, after: SpendingPolicy, effect: LintFix["effect"], attempts: Attempt[]) {
  const [old, fixed] = [compilePolicy(before), compilePolicy(after)];
  for (const path of [before, after]) {
    for (const { payment, history } of spending(path, attempts)) {
      const difference = rankOf(evaluate(fixed, payment, { history })) - rankOf(evaluate(old, payment, { history }));
      if (effect === "same") expect(difference).toBe(0);
      if (effect === "tightens") expect(difference).toBeGreaterThanOrEqual(0);
    }
  }
}

test("a fix takes its finding away and does to the policy what it says", () => {
  const seen = new Set<string>();
  const claim = fc.property(anyMeetingPolicy, anyAttempts, (policy, attempts) => {
    const fixes = fixesOf({ policy });
    fc.pre(fixes.length > 0);
    for (const { rule, fix } of fixes) {
      seen.add(`${rule} ${fix.effect}`);
      const fixed = applyFix({ policy }, fix);
      expect(count(fixed, rule), `${rule}: ${fix.title}`).toBeLessThan(count({ policy }, rule));
      expectEffect(policy, policyOf(fixed), fix.effect, attempts);
    }
  });
  fc.assert(claim, { numRuns: 50, maxSkipsPerRun: 20 });
  expect(seen.size, "kinds of fixes that were tried").toBeGreaterThan(4);
});

test("a policy in English gets the fixes that the same policy as JSON gets, and they come to the same", () => {
  const claim = fc.property(anyMeetingPolicy, (policy) => {
    const text = formatPolicy(policy);
    const inText = fixesOf({ text }).map(({ rule, fix }) => [rule, fix.title, digestAfter({ text }, fix)]);
    const inJson = fixesOf({ policy }).map(({ rule, fix }) => [rule, fix.title, digestAfter({ policy }, fix)]);
    expect(inText.sort()).toEqual(inJson.sort());
  });
  fc.assert(claim, { numRuns: 50 });
});

const digestAfter = (input: LintInput, fix: LintFix) => policyDigest(policyOf(applyFix(input, fix)));

test("all fixes that change no decision can be made one after the other", () => {
  const claim = fc.property(anyMeetingPolicy, anyAttempts, (policy, attempts) => {
    const text = formatPolicy(policy);
    const { input, applied } = fixPolicy({ text });
    fc.pre(applied.length > 0);
    expect(fixesOf(input).filter(({ fix }) => fix.effect === "same")).toEqual([]);
    expectEffect(policy, policyOf(input), "same", attempts);
  });
  fc.assert(claim, { numRuns: 15, maxSkipsPerRun: 20 });
});
