import { formatPolicy } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";

/** One rule of a policy in canonical English; empty when there is no such rule. */
export function ruleWords(policy: SpendingPolicy, index: number): string {
  const rules = policy.rules.slice(index, index + 1);
  return rules.length === 0
    ? ""
    : (formatPolicy({ ...policy, rules })
        .split("\n")
        .at(-1) ?? "");
}
