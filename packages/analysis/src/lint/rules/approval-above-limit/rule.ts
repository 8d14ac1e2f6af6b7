import { neverBindingBy } from "../../reach/verdict.js";
import type { LintRule } from "../../rule.js";
import { quotedRule, reasonOf } from "../../words.js";

/** An approval that starts above what the limits let pass: nobody is ever asked. */
export const approvalAboveLimit: LintRule = {
  severity: "warning",
  summary: "Approval starts above what the limits let pass, so that nobody is ever asked.",
  check(subject) {
    const { policy } = subject;
    return neverBindingBy("approval", subject).flatMap(({ index, bound }) => {
      const rule = policy.rules[index];
      if (rule?.kind !== "approval") return [];
      return [
        {
          at: { rule: index, path: "/above", amount: rule.above ?? "" },
          message: `${quotedRule(rule, policy)} never asks anybody: ${reasonOf(bound, policy)}.`,
          related: bound.from.map((from) => ({ at: { rule: from }, message: "This stops the money before." })),
        },
      ];
    });
  },
};
