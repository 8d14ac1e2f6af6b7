import { generalLimits, paysUnasked } from "../../reach/gaps.js";
import type { LintRule } from "../../rule.js";
import { sentenceName } from "../../words.js";

/** The budget starts anew for ever, in a policy that has no end either. */
export const noLifetimeLimit: LintRule = {
  severity: "info",
  summary: "Nothing limits the sum of all payments, and the policy has no end.",
  check(subject) {
    const { policy } = subject;
    const general = generalLimits(subject);
    const windows = general.filter(({ rule }) => typeof rule.per === "object");
    const last = windows.findLast(({ rule }) => rule.by === undefined) ?? windows.at(-1);
    const isBounded = general.some(({ rule }) => rule.per === "lifetime") || policy.validUntil !== undefined;
    if (!paysUnasked(subject) || isBounded || last === undefined) return [];
    const name = sentenceName(last.rule, policy);
    return [
      {
        at: { rule: last.index },
        message: `${name} starts anew for ever: there is no limit in total, and the policy has no end.`,
      },
    ];
  },
};
