import { budgets, generalLimits, paysUnasked } from "../../reach/gaps.js";
import { type LintRule, rulesOf } from "../../rule.js";
import { nameOf } from "../../words.js";

/** Single payments are limited at most, and any number of them passes. */
export const noWindowLimit: LintRule = {
  severity: "warning",
  summary: "Nothing limits how much goes out over time.",
  check(subject) {
    const message = "Nothing limits what goes out: no payment, no day and no total.";
    if (paysUnasked(subject) && rulesOf(subject, "limit").length === 0) return [{ at: "policy", message }];
    const [each] = generalLimits(subject).filter(({ rule }) => rule.per === "transaction");
    if (!paysUnasked(subject) || budgets(subject).length > 0 || each === undefined) return [];
    const name = nameOf(each.rule, subject.policy);
    return [
      {
        at: { rule: each.index },
        message: `Any number of payments of ${name} can follow one another: nothing limits a day or a month.`,
      },
    ];
  },
};
