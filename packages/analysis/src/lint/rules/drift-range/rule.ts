import { toDecimal } from "@spendrail/model";
import { type LintRule, rulesOf } from "../../rule.js";

/** Scores are from 0 to 1: at the ends of that range a limit on drift stops nothing, or everything. */
export const driftRange: LintRule = {
  severity: "warning",
  summary: "A limit on goal drift is so high or so low that it does not tell payments apart.",
  check(subject) {
    return rulesOf(subject, "drift").flatMap(({ rule, index }) => {
      const max = toDecimal(rule.max);
      const at = { rule: index, path: "/max", amount: rule.max };
      if (max.eq(1))
        return [{ at, message: "Goal drift is at most 1 in any case: this limit never denies a payment." }];
      if (max.gt("0.9")) {
        return [
          { at, message: `Goal drift up to ${rule.max} of 1 passes: all but the plainest deviation is let through.` },
        ];
      }
      if (max.lt("0.05")) {
        const which = max.isZero() ? "above zero" : `above ${rule.max}`;
        return [{ at, message: `Every score ${which} is denied: the noise of a score is enough to stop a payment.` }];
      }
      return [];
    });
  },
};
