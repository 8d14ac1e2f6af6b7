import type { Selector } from "@spendrail/model";
import { selectorOf } from "../../reach/covers.js";
import {
  allowEntries,
  blocksEntry,
  DIMENSIONS,
  entriesOf,
  hasAllowlist,
  type ListKey,
  plainBlocks,
} from "../../reach/lists.js";
import { patternCovers } from "../../reach/selectors.js";
import type { LintRule, Subject } from "../../rule.js";
import { quotedRule } from "../../words.js";

/** A limit or approval for payments that are denied anyway. */
export const deniedPayee: LintRule = {
  severity: "warning",
  summary: "A limit or an approval speaks only of payments that are denied anyway.",
  check(subject) {
    const { policy } = subject;
    return policy.rules.flatMap((rule, index) => {
      const on = selectorOf(rule);
      if (on === undefined || rule.kind === "allow" || rule.kind === "block") return [];
      for (const keys of DIMENSIONS) {
        if (!keys.some((key) => on[key] !== undefined)) continue;
        const why = whyDenied(on, keys, subject);
        if (why !== undefined)
          return [{ at: { rule: index, path: "/on" }, message: `${quotedRule(rule, policy)} never applies: ${why}.` }];
      }
      return [];
    });
  },
};

/** Why every payment that matches the selector in this dimension is denied. */
function whyDenied(on: Selector, keys: readonly ListKey[], subject: Subject): string | undefined {
  const entries = entriesOf(on, 0, keys);
  const names = entries.map(({ value }) => value).join(", ");
  const blocks = plainBlocks(subject, keys);
  if (entries.every((entry) => blocks.some(({ what }) => blocksEntry(what, entry, subject.categories))))
    return `${names} ${entries.length === 1 ? "is" : "are"} blocked`;
  // A merchant may be let in by its category or code, and a category by the merchant.
  const allowed = allowEntries(subject, keys);
  const isByName = [...entries, ...allowed].every(({ key }) => key !== "categories" && key !== "mccs");
  const meet = (a: string, b: string) => patternCovers(a, b) || patternCovers(b, a);
  const isListed = entries.some(({ value }) => allowed.some((entry) => meet(entry.value, value)));
  if (!hasAllowlist(subject, keys) || !isByName || isListed) return undefined;
  return `${names} ${entries.length === 1 ? "is" : "are"} not on the allow list`;
}
