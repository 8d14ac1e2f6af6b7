import { isEqual, selectorOf } from "../../reach/covers.js";
import { isBeyond, neverBindingBy } from "../../reach/verdict.js";
import type { LintRule, PolicyChange } from "../../rule.js";
import { nameOf, sentenceName } from "../../words.js";

/** A limit beside one that is as tight or tighter over the same time. */
export const impliedLimit: LintRule = {
  severity: "warning",
  summary: "Another limit over the same time, or a longer one, is as tight or tighter.",
  check(subject) {
    const { policy } = subject;
    return neverBindingBy("implied", subject).flatMap((found) => {
      const rule = policy.rules[found.index];
      const other = policy.rules[found.bound.from[0]];
      if ((rule?.kind !== "limit" && rule?.kind !== "velocity") || other === undefined) return [];
      const why = isBeyond(found, subject) ? "is tighter" : "already says so";
      const aside = found.bound.refundsAside ? ", refunds aside" : "";
      const removal: PolicyChange = {
        title: "Take it out",
        effect: "same",
        rules: new Map([[found.index, undefined]]),
      };
      // Without it a payment that does not state what its selector looks at could no longer be refused for that.
      const needsSameFacts = isEqual(selectorOf(rule), selectorOf(other)) && !found.bound.refundsAside;
      return [
        {
          at: { rule: found.index, path: "/max", amount: String(rule.max) },
          message: `${sentenceName(rule, policy)} never decides: ${nameOf(other, policy)} ${why}${aside}.`,
          related: [{ at: { rule: found.bound.from[0] }, message: "This is the limit that decides." }],
          ...(needsSameFacts && { changes: [removal] }),
        },
      ];
    });
  },
};
