import { formatRule } from "@spendrail/language";
import { parseInstant } from "@spendrail/model";
import type { LintRule } from "../../rule.js";

/** A rule that has an end of its own, which is past: it does nothing any more. */
export const expiredRule: LintRule = {
  severity: "warning",
  summary: "A rule of the policy has ended and does nothing any more.",
  check({ policy, atMs }) {
    return policy.rules.flatMap((rule, index) => {
      const { validUntil } = rule;
      if (validUntil === undefined || atMs === undefined || (parseInstant(validUntil) ?? atMs + 1) > atMs) return [];
      const ends = rule.kind === "approval" ? "asks nobody" : "holds nothing back";
      return [
        { at: { rule: index }, message: `This ended at ${validUntil} and ${ends} since: ${formatRule(rule, policy)}` },
      ];
    });
  },
};
