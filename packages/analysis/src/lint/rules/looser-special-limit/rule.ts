import type { Rule, SpendingPolicy } from "@spendrail/model";
import { selectorOf } from "../../reach/covers.js";
import { neverBindingBy } from "../../reach/verdict.js";
import type { LintRule, PolicyChange } from "../../rule.js";
import { nameOf } from "../../words.js";

/** A limit for some payments beside a tighter one for all of them: every rule must hold, so the special one does nothing. */
export const looserSpecialLimit: LintRule = {
  severity: "warning",
  summary: "A limit for some payments is no tighter than one that holds for all of them, and nothing loosens that one.",
  check(subject) {
    const { policy } = subject;
    return neverBindingBy("special", subject).flatMap(({ index, bound }) => {
      const [general] = bound.from;
      const rule = policy.rules[index];
      const other = policy.rules[general];
      if ((rule?.kind !== "limit" && rule?.kind !== "velocity") || other === undefined) return [];
      const change = exemption(rule, other, general, policy);
      return [
        {
          at: { rule: index, path: "/max", amount: String(rule.max) },
          message: `${nameOf(rule, policy)} never decides: ${nameOf(other, policy)} holds for these payments too, and nothing loosens it.`,
          related: [{ at: { rule: general }, message: "This holds for them too." }],
          ...(change && { changes: [change] }),
        },
      ];
    });
  },
};

/** The general limit without the special payments. Only where the special limit always holds in its place. */
function exemption(special: Rule, general: Rule, index: number, policy: SpendingPolicy): PolicyChange | undefined {
  const on = selectorOf(special);
  const isAlways = [special.during, special.validFrom, special.validUntil, special.except].every(
    (x) => x === undefined,
  );
  if (on === undefined || !isAlways || general.except !== undefined || general.kind === "allow") return undefined;
  const rule: Rule = { ...general, except: on };
  return { title: `Make it an exception: ${nameOf(rule, policy)}`, effect: "loosens", rules: new Map([[index, rule]]) };
}
