import { TOKENS } from "@spendrail/model";
import { selectorOf } from "../../reach/covers.js";
import { type LintRule, rulesOf } from "../../rule.js";
import { spellingsOfValue } from "../../words.js";

/** A stablecoin is allowed, and nothing says on which chain. */
export const tokenWithoutChain: LintRule = {
  severity: "info",
  summary: "A stablecoin is allowed on every chain.",
  check(subject) {
    const rules = subject.policy.rules;
    if (rules.some((rule) => selectorOf(rule)?.chains !== undefined || rule.except?.chains !== undefined)) return [];
    const allowed = rulesOf(subject, "allow").map(({ rule, index }) => ({
      index,
      coins: (rule.only.tokens ?? []).filter((token) => Object.hasOwn(TOKENS, token) && TOKENS[token]?.peg !== null),
    }));
    return allowed.slice(0, allowed.findIndex(({ coins }) => coins.length > 0) + 1).flatMap(({ index, coins }) => {
      const [first] = coins;
      if (first === undefined) return [];
      return [
        {
          at: { rule: index, path: "/only/tokens", words: coins.length === 1 ? spellingsOfValue(first, "tokens") : [] },
          message: `${coins.join(", ")} may be paid on any chain, also on one where the address belongs to somebody else or the coin is a bridged copy.`,
        },
      ];
    });
  },
};
