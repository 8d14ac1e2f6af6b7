import { type Rule, type RuleOf, toUnits } from "@spendrail/model";
import { covers, selectorOf } from "../../reach/covers.js";
import { selectorsAreDisjoint } from "../../reach/selectors.js";
import { type LintRule, type PolicyChange, rulesOf, type Subject } from "../../rule.js";
import { nameOf, quotedRule } from "../../words.js";

/** An exception that frees no payment: it speaks of others, or another rule holds what it frees as tightly. */
export const exceptionWithoutEffect: LintRule = {
  severity: "warning",
  summary: "An exception loosens nothing.",
  check(subject) {
    const { policy } = subject;
    return policy.rules.flatMap((rule, index) => {
      if (rule.except === undefined) return [];
      const change: PolicyChange = {
        title: "Leave out the exception",
        effect: "same",
        rules: new Map([[index, withoutExcept(rule)]]),
      };
      const at = { rule: index, path: "/except" };
      if (selectorsAreDisjoint(rule.except, selectorOf(rule))) {
        const message = `The exception in ${quotedRule(rule, policy)} frees nothing: it speaks of other payments than the rule.`;
        return [{ at, message, changes: [change] }];
      }
      const other = heldBy(rule, index, subject);
      if (other === undefined) return [];
      return [
        {
          at,
          message: `The exception in ${quotedRule(rule, policy)} frees nothing: ${nameOf(other.rule, policy)} holds for these payments.`,
          related: [{ at: { rule: other.index }, message: "This is as tight for them." }],
          changes: [change],
        },
      ];
    });
  },
};

function withoutExcept({ except: _, ...rule }: Rule): Rule {
  return rule;
}

/** Another limit for each payment that is as tight for the excepted payments. */
function heldBy(rule: Rule, index: number, subject: Subject) {
  if (rule.kind !== "limit" || rule.per !== "transaction" || rule.except === undefined) return undefined;
  const excepted: Rule = { ...withoutExcept(rule), on: rule.except } as RuleOf<"limit">;
  return rulesOf(subject, "limit").find(
    ({ rule: other, index: place }) =>
      place !== index &&
      other.per === "transaction" &&
      isAsTight(other, rule) &&
      covers(other, excepted, subject.categories),
  );
}

function isAsTight(other: RuleOf<"limit">, rule: RuleOf<"limit">): boolean {
  const difference = toUnits(rule.max) - toUnits(other.max);
  return difference > 0n || (difference === 0n && (other.exclusive === true || rule.exclusive !== true));
}
