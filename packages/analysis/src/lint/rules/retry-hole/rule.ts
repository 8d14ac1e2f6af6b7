import { paysUnasked } from "../../reach/gaps.js";
import { type LintRule, rulesOf } from "../../rule.js";

/** Nothing stops the same payment from being made again when an agent tries once more. */
export const retryHole: LintRule = {
  severity: "info",
  summary: "Nothing stops a payment from being made twice.",
  check(subject) {
    const limits = rulesOf(subject, "limit");
    const [first] = limits;
    if (!paysUnasked(subject) || first === undefined || rulesOf(subject, "duplicate").length > 0) return [];
    return [
      {
        at: "policy" as const,
        message:
          "An agent that tries again under another id pays twice: no rule stops the same amount to the same payee.",
        changes: [
          {
            title: "Stop the same payment within 1 hour",
            effect: "tightens" as const,
            add: [{ kind: "duplicate" as const, within: "PT1H" }],
          },
        ],
      },
    ];
  },
};
