import { isBeyond, neverBindingBy } from "../../reach/verdict.js";
import type { LintRule } from "../../rule.js";
import { reasonOf, sentenceName } from "../../words.js";

/** A limit that the other rules never let anybody come to. */
export const unreachableLimit: LintRule = {
  severity: "warning",
  summary: "A limit can never be reached, because other rules stop the money before.",
  check(subject) {
    const { policy } = subject;
    return neverBindingBy("unreachable", subject).flatMap((found) => {
      const rule = policy.rules[found.index];
      if (rule?.kind !== "limit" && rule?.kind !== "velocity") return [];
      const verb = isBeyond(found, subject) || found.bound.exclusive ? "reached" : "exceeded";
      return [
        {
          at: { rule: found.index, path: "/max", amount: String(rule.max) },
          message: `${sentenceName(rule, policy)} cannot be ${verb}: ${reasonOf(found.bound, policy)}.`,
          related: found.bound.from.map((index) => ({ at: { rule: index }, message: "This stops the money before." })),
        },
      ];
    });
  },
};
