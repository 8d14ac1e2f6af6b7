import type { Rule } from "@spendrail/model";
import { blockedEntries, DIMENSIONS, type Entry, type ListKey, withoutEntry } from "../../reach/lists.js";
import type { LintRule, PolicyChange, Subject } from "../../rule.js";
import { quotedRule, spellingsOfValue } from "../../words.js";
import { isEmptied } from "../empty-allowlist/rule.js";

/** Something that is on an allow list and blocked. */
export const allowAndBlock: LintRule = {
  severity: "error",
  summary: "The same payee, or the same kind of payment, is allowed and blocked.",
  check(subject) {
    const { policy } = subject;
    return DIMENSIONS.filter((keys) => !isEmptied(subject, keys)).flatMap((keys) =>
      blockedEntries(subject, keys).flatMap(({ entry, block }) => {
        const rule = policy.rules[block];
        if (rule === undefined) return [];
        return [
          {
            at: {
              rule: entry.rule,
              path: `/only/${entry.key}/${entry.place}`,
              words: spellingsOfValue(entry.value, entry.key),
            },
            message: `${entry.value} is allowed, and ${quotedRule(rule, policy)} blocks it: the block wins.`,
            related: [{ at: { rule: block }, message: "This blocks it." }],
            changes: withoutIt(entry, keys, subject),
          },
        ];
      }),
    );
  },
};

/** What is blocked may as well leave the allow list, as long as something stays on it. */
function withoutIt(entry: Entry, keys: readonly ListKey[], { policy }: Subject): PolicyChange[] {
  const rule = policy.rules[entry.rule];
  if (rule?.kind !== "allow") return [];
  const only = withoutEntry(rule.only, entry, keys);
  if (only === undefined) return [];
  const changed: Rule = { ...rule, only };
  return [{ title: "Take it off the allow list", effect: "same", rules: new Map([[entry.rule, changed]]) }];
}
