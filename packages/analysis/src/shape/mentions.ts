import type { EngineOptions } from "@spendrail/engine";
import type { Partition, Rule, Selector, SpendingPolicy } from "@spendrail/model";

/** What the rules of policies ask of payments. */
export interface Mentions {
  readonly selectors: readonly Selector[];
  readonly partitions: ReadonlySet<Partition>;
  /** Whether any selector tells new merchants from known ones. */
  readonly merchantHistory: boolean;
  /** Whether a rule denies a payment that has no payee, for it cannot look for another to the same. */
  readonly payees: boolean;
  /** Every value that a selector lists under a key, once. */
  listed(key: ListKey): string[];
}

export type ListKey = Exclude<keyof Selector, "merchantHistory">;

export function mentionsOf(policies: readonly SpendingPolicy[], options: EngineOptions = {}): Mentions {
  const rules = policies.flatMap((policy) => policy.rules);
  const selectors = rules.flatMap(selectorsOf);
  return {
    selectors,
    partitions: new Set(rules.flatMap((rule) => ("by" in rule && rule.by !== undefined ? [rule.by] : []))),
    merchantHistory: selectors.some(({ merchantHistory }) => merchantHistory !== undefined),
    payees: options.missing === "deny" && rules.some(({ kind }) => kind === "duplicate"),
    listed: (key) => [...new Set(selectors.flatMap((selector): readonly string[] => selector[key] ?? []))].sort(),
  };
}

/** The selectors of one rule. */
export function selectorsOf(rule: Rule): Selector[] {
  const selectors = [
    "on" in rule ? rule.on : undefined,
    rule.kind === "block" ? rule.what : undefined,
    rule.kind === "allow" ? rule.only : undefined,
    rule.except,
  ];
  return selectors.filter((selector) => selector !== undefined);
}
