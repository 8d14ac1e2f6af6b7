import type { Rule } from "@spendrail/model";
import { selectorOf } from "../reach/covers.js";
import type { Subject, Where } from "../rule.js";
import { spellingsOfValue } from "../words.js";

/** A merchant that a policy names as one to pay: on an allow list, in a limit, an approval or an exception. */
export interface NamedMerchant {
  readonly merchant: string;
  readonly rule: Rule;
  readonly index: number;
  readonly at: Where;
}

/** The merchants that the policy names but does not block, each at its first place. */
export function namedMerchants({ policy }: Subject): NamedMerchant[] {
  const found = new Map<string, NamedMerchant>();
  for (const [index, rule] of policy.rules.entries()) {
    if (rule.kind === "block") continue;
    const key = rule.kind === "allow" ? "only" : "on";
    for (const [place, merchant] of (selectorOf(rule)?.merchants ?? []).entries()) {
      if (found.has(merchant)) continue;
      const words = spellingsOfValue(merchant, "merchants");
      found.set(merchant, { merchant, rule, index, at: { rule: index, path: `/${key}/merchants/${place}`, words } });
    }
  }
  return [...found.values()];
}
