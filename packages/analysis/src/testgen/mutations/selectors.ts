import type { Rule, Selector } from "@spendrail/model";
import type { Mutation } from "../mutant.js";

/** Each entry of each selector of a rule removed; with the last entry of a list, the list goes. */
export function selectorMutations(rule: Rule): Mutation[] {
  switch (rule.kind) {
    case "limit":
    case "velocity":
    case "approval":
    case "duplicate":
      return [...removed(rule, "on", rule.on), ...removed(rule, "except", rule.except), ...unsplit(rule)];
    case "block":
      return [...removed(rule, "what", rule.what), ...removed(rule, "except", rule.except)];
    case "allow":
      return removed(rule, "only", rule.only);
    case "reserve":
    case "drift":
    case "schedule":
      return removed(rule, "except", rule.except);
    case "alert":
      return [];
  }
}

function unsplit(rule: Rule): Mutation[] {
  if (!("by" in rule) || rule.by === undefined) return [];
  const { by, ...together } = rule;
  return [{ change: `one budget for all instead of one for each ${by}`, rule: together as Rule }];
}

function removed(rule: Rule, key: "on" | "what" | "only" | "except", selector: Selector | undefined): Mutation[] {
  if (selector === undefined) return [];
  return Object.entries(selector).flatMap(([dimension, values]) => {
    const { [dimension as keyof Selector]: _, ...others } = selector;
    const entries: readonly string[] = typeof values === "string" ? [values] : values;
    return entries.map((entry) => {
      const rest = entries.filter((other) => other !== entry);
      const smaller = rest.length === 0 ? others : { ...others, [dimension]: rest };
      return { change: `${entry} removed from ${key}`, rule: withSelector(rule, key, smaller) };
    });
  });
}

/** A selector without dimensions is written by leaving its key out. */
function withSelector(rule: Rule, key: string, selector: Selector): Rule {
  if (Object.keys(selector).length > 0) return { ...rule, [key]: selector } as Rule;
  const { [key as keyof Rule]: _, ...rest } = rule;
  return rest as Rule;
}
