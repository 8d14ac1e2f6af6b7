import { formatPeriod } from "@spendrail/language";
import { isEqual } from "../../reach/covers.js";
import { type LintRule, type PolicyChange, rulesOf } from "../../rule.js";

/** A warning at a share of a limit that the policy does not have. */
export const alertWithoutLimit: LintRule = {
  severity: "warning",
  summary: "A warning is asked for at a share of a limit that the policy does not have.",
  check(subject) {
    const limits = rulesOf(subject, "limit");
    return rulesOf(subject, "alert").flatMap(({ rule, index }) => {
      const { per } = rule;
      if (limits.some(({ rule: limit }) => per === undefined || isEqual(limit.per, per))) return [];
      const which = per === undefined ? "limit on money" : `limit ${formatPeriod(per)}`;
      const removal: PolicyChange = { title: "Take it out", effect: "same", rules: new Map([[index, undefined]]) };
      const message = `This never warns: the policy has no ${which}.`;
      return [{ at: { rule: index }, message, changes: [removal] }];
    });
  },
};
