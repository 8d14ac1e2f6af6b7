import type { Rule } from "@spendrail/model";
import { allowEntries, plainBlocks } from "../../reach/lists.js";
import type { LintRule } from "../../rule.js";
import { quotedRule, spellingsOfValue } from "../../words.js";

const WHO = ["merchants", "categories", "mccs"] as const;

/** An allowed merchant whose payments are of a blocked category. */
export const blockedCategory: LintRule = {
  severity: "warning",
  summary: "A merchant is allowed, and the category that its payments are in is blocked.",
  check(subject) {
    const { policy, merchantCategories } = subject;
    const blocks = plainBlocks(subject, WHO);
    const named = allowEntries(subject, ["merchants"]);
    return named.flatMap((entry) => {
      const categories = Object.hasOwn(merchantCategories, entry.value) ? (merchantCategories[entry.value] ?? []) : [];
      const block = blocks.find(({ what }) => what.categories?.some((category) => categories.includes(category)));
      if (block === undefined || block.what.merchants?.includes(entry.value)) return [];
      const loosened: Rule = { ...block.rule, except: { merchants: [entry.value] } };
      return [
        {
          at: {
            rule: entry.rule,
            path: `/only/merchants/${entry.place}`,
            words: spellingsOfValue(entry.value, "merchants"),
          },
          message: `${entry.value} is allowed, but its payments are in the category ${categories.join(", ")}: ${quotedRule(block.rule, policy)} denies those that say so.`,
          related: [{ at: { rule: block.index }, message: "This blocks the category." }],
          changes: [
            {
              title: `Except ${entry.value} from the block`,
              effect: "loosens" as const,
              rules: new Map([[block.index, loosened]]),
            },
          ],
        },
      ];
    });
  },
};
