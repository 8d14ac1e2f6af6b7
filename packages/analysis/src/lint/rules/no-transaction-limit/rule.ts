import { generalLimits, paysUnasked } from "../../reach/gaps.js";
import { isUnconditional } from "../../reach/lists.js";
import { type LintRule, rulesOf } from "../../rule.js";
import { nameOf } from "../../words.js";

/** Nothing limits a single payment, so that one mistake can take the whole budget. */
export const noTransactionLimit: LintRule = {
  severity: "info",
  summary: "Nothing limits a single payment.",
  check(subject) {
    const asked = rulesOf(subject, "approval").some(
      ({ rule }) => rule.per === undefined && rule.on === undefined && isUnconditional(rule),
    );
    const hasLimit = rulesOf(subject, "limit").some(({ rule }) => rule.per === "transaction");
    const [budget] = generalLimits(subject);
    if (!paysUnasked(subject) || asked || hasLimit || budget === undefined) return [];
    const name = nameOf(budget.rule, subject.policy);
    return [
      {
        at: { rule: budget.index },
        message: `Nothing limits a single payment: one of them can take all of ${name}.`,
      },
    ];
  },
};
