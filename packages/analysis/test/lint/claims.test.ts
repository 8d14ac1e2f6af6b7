import { lintPolicy } from "@spendrail/analysis";
import { compilePolicy, evaluate } from "@spendrail/engine";
import type { SpendingPolicy } from "@spendrail/model";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyMeetingPolicy } from "./support/policies.js";
import { anyAttempts, spending } from "./support/spending.js";

/** Findings that say of the rule they point to that it never decides. */
const USELESS = [
  "unreachable-limit",
  "implied-limit",
  "looser-special-limit",
  "approval-above-limit",
  "implied-approval",
];

/** The indices of the rules that the linter calls useless. */
function uselessRules(policy: SpendingPolicy): Set<number> {
  const result = lintPolicy({ policy });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const paths = result.findings.filter(({ rule }) => USELESS.includes(rule)).map(({ path }) => path);
  return new Set(paths.map((path) => Number(path.split("/")[2])));
}

test("whatever is paid, rules that never decide can all be taken out together", () => {
  let useless = 0;
  fc.assert(
    fc.property(anyMeetingPolicy, anyAttempts, (policy, attempts) => {
      const without = uselessRules(policy);
      fc.pre(without.size > 0);
      useless += without.size;
      const rest = { ...policy, rules: policy.rules.filter((_, index) => !without.has(index)) };
      const compiled = compilePolicy(policy);
      for (const { payment, history, decision } of spending(rest, attempts)) {
        const whole = evaluate(compiled, payment, { history });
        expect([whole.outcome, whole.approvers]).toEqual([decision.outcome, decision.approvers]);
      }
    }),
    { numRuns: 300, maxSkipsPerRun: 20 },
  );
  expect(useless).toBeGreaterThan(300);
});
