import type { Rule, SpendingPolicy } from "@spendrail/model";
import { selectorOf } from "../../reach/covers.js";
import { looserSpecials } from "../../reach/verdict.js";
import type { LintRule, PolicyChange } from "../../rule.js";
import { nameOf, sentenceName } from "../../words.js";

/** A limit for some payments beside a tighter one for all of them: every rule must hold, so the special one does nothing. */
export const looserSpecialLimit: LintRule = {
  severity: "warning",
  summary: "A limit for some payments is no tighter than one that holds for all of them, and nothing loosens that one.",
  check(subject) {
    const { policy } = subject;
    return looserSpecials(subject).flatMap(({ index, generals, never }) => {
      const rule = policy.rules[index];
      const [general = index] = generals;
      const other = policy.rules[general];
      if ((rule?.kind !== "limit" && rule?.kind !== "velocity") || other === undefined) return [];
      const change = exemption(rule, generals, policy);
      const decides = never ? "never decides" : "decides around a reset at most";
      return [
        {
          at: { rule: index, path: "/max", amount: String(rule.max) },
          message: `${sentenceName(rule, policy)} ${decides}: ${nameOf(other, policy)} holds for these payments too, and nothing loosens it.`,
          related: generals.map((place) => ({ at: { rule: place }, message: "This holds for them too." })),
          ...(change && { changes: [change] }),
        },
      ];
    });
  },
};

/** The general limits without the special payments. Only where the special limit always holds in their place. */
function exemption(special: Rule, generals: readonly number[], policy: SpendingPolicy): PolicyChange | undefined {
  const on = selectorOf(special);
  const isAlways = [special.during, special.validFrom, special.validUntil, special.except].every(
    (x) => x === undefined,
  );
  const exempted = generals.flatMap((index): [number, Rule][] => {
    const rule = policy.rules[index];
    const isFree = rule !== undefined && rule.except === undefined && on !== undefined;
    return isFree ? [[index, { ...rule, except: on } as Rule]] : [];
  });
  const [first] = exempted;
  if (!isAlways || first === undefined || exempted.length < generals.length) return undefined;
  return { title: `Make it an exception: ${nameOf(first[1], policy)}`, effect: "loosens", rules: new Map(exempted) };
}
