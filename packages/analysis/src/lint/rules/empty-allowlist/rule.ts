import { allowEntries, blockedEntries, DIMENSIONS, hasAllowlist, type ListKey } from "../../reach/lists.js";
import type { LintRule, Subject } from "../../rule.js";

/** An allow list of which the blocks leave nothing: every payment is denied. */
export const emptyAllowlist: LintRule = {
  severity: "error",
  summary: "Everything that is allowed is also blocked, so that every payment is denied.",
  check(subject) {
    return DIMENSIONS.filter((keys) => isEmptied(subject, keys)).flatMap((keys) => {
      const blocked = blockedEntries(subject, keys);
      const [first] = blocked;
      if (first === undefined) return [];
      const names = [...new Set(blocked.map(({ entry }) => entry.value))].join(", ");
      const blocks = [...new Set(blocked.map(({ block }) => block))];
      return [
        {
          at: { rule: first.entry.rule, path: "/only" },
          message: `Every payment is denied: all that is allowed (${names}) is blocked.`,
          related: blocks.map((rule) => ({ at: { rule }, message: "A block wins over an allow list." })),
        },
      ];
    });
  },
};

/** Whether an allow list is always in force in the dimension, and all its entries are blocked. */
export function isEmptied(subject: Subject, keys: readonly ListKey[]): boolean {
  const entries = allowEntries(subject, keys);
  return hasAllowlist(subject, keys) && blockedEntries(subject, keys).length === entries.length;
}
