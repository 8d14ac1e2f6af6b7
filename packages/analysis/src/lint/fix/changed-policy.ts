import type { SpendingPolicy } from "@spendrail/model";
import type { PatchOperation } from "../finding.js";
import type { PolicyChange } from "../rule.js";

/** The policy after the change. A setting that is written out was in force before. */
export function changedPolicy(policy: SpendingPolicy, { rules, add = [] }: PolicyChange): SpendingPolicy {
  const kept = policy.rules.flatMap((rule, index) => {
    const changed = rules?.has(index) ? rules.get(index) : rule;
    return changed === undefined ? [] : [changed];
  });
  return { ...policy, rules: [...kept, ...add] };
}

/** The change as JSON Patch. Rules are removed from the last to the first, so that the indices stay right. */
export function patchOf({ rules = new Map(), add = [], setting }: PolicyChange): PatchOperation[] {
  const inReverse = [...rules].sort(([a], [b]) => b - a);
  return [
    ...inReverse.map(([index, rule]): PatchOperation => {
      const path = `/rules/${index}`;
      return rule === undefined ? { op: "remove", path } : { op: "replace", path, value: rule };
    }),
    ...add.map((rule): PatchOperation => ({ op: "add", path: "/rules/-", value: rule })),
    ...(setting === undefined ? [] : [{ op: "add" as const, path: `/${setting.key}`, value: setting.value }]),
  ];
}
