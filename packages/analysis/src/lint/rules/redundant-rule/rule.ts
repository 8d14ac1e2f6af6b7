import type { Rule } from "@spendrail/model";
import { covers, isEqual } from "../../reach/covers.js";
import { MOST_COMPARED } from "../../reach/never-binding.js";
import type { LintRule, Subject } from "../../rule.js";
import { quotedRule } from "../../words.js";

/** Rules for which other names stand: limits and approvals that never decide. */
const ELSEWHERE: readonly Rule["kind"][] = ["limit", "velocity", "approval"];

/** A rule that another one says already. */
export const redundantRule: LintRule = {
  severity: "warning",
  summary: "Another statement says the same already.",
  reports: ["duplicate_statement"],
  check(subject) {
    const { rules } = subject.policy;
    if (rules.length > MOST_COMPARED) return [];
    const live = new Set(rules.keys());
    return [...rules.entries()]
      .reverse()
      .flatMap(([index, rule]) => {
        const other = [...live].find((place) => place !== index && says(rules[place], rule, subject));
        if (ELSEWHERE.includes(rule.kind) || other === undefined) return [];
        live.delete(index);
        const said = quotedRule(rule, subject.policy);
        const first = quotedRule(rules[other] as Rule, subject.policy);
        const message = said === first ? `${said} is said twice.` : `${said} is said already: ${first}.`;
        return [
          {
            at: { rule: index },
            message,
            related: [{ at: { rule: other }, message: "Said here." }],
            changes: [{ title: "Take it out", effect: "same" as const, rules: new Map([[index, undefined]]) }],
          },
        ];
      })
      .reverse();
  },
};

/** Whether the first rule says all that the second does. */
function says(first: Rule | undefined, second: Rule, { categories }: Subject): boolean {
  if (first === undefined || first.kind !== second.kind) return false;
  return isEqual(first, second) || (first.kind === "block" && covers(first, second, categories));
}
