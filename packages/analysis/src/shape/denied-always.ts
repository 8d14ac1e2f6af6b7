import { compilePolicy, type EngineOptions } from "@spendrail/engine";
import type { Rule, Selector, SpendingPolicy } from "@spendrail/model";
import { selectorsOf } from "./mentions.js";
import { probe } from "./probe.js";
import type { Shape } from "./shape.js";

/**
 * Whether all policies deny a shape at all times, as far as some of its facts alone tell: by blocks without conditions that
 * ask for nothing else, and by allow lists of which one part holds always.
 *
 * @param keys the facts to judge by, as keys of selectors; who is paid is one dimension, so `merchants` alone says nothing
 * of an allow list that has categories too
 */
export function deniedAlways(
  policies: readonly SpendingPolicy[],
  keys: ReadonlySet<string>,
  options: EngineOptions,
): (shape: Shape) => boolean {
  const gating = policies.map(({ currency, rules }): SpendingPolicy => {
    const blocks = rules.filter((rule) => rule.kind === "block" && !isConditional(rule) && asksOnly(rule, keys));
    return { version: 1, currency, rules: [...blocks, ...allowLists(rules, keys)] };
  });
  if (gating.some(({ rules }) => rules.length === 0)) return () => false;
  const gates = gating.map((policy) => compilePolicy(policy, options));
  return (shape) => gates.every((gate) => probe(gate, shape, 0).outcome === "deny");
}

function isConditional({ during, validFrom, validUntil }: Rule): boolean {
  return during !== undefined || validFrom !== undefined || validUntil !== undefined;
}

function asksOnly(rule: Rule, keys: ReadonlySet<string>): boolean {
  return selectorsOf(rule).every((selector) => Object.keys(selector).every((key) => keys.has(key)));
}

const WHO = ["merchants", "categories", "mccs"] as const;
const RAILS = ["scopes", "tokens", "chains", "recipients", "countries"] as const;

/** One allow list a dimension: the union of what any rule allows, where a rule without conditions has the dimension. */
function allowLists(rules: readonly Rule[], keys: ReadonlySet<string>): Rule[] {
  const allows = rules.flatMap((rule) => (rule.kind === "allow" ? [rule] : []));
  return [WHO, ...RAILS.map((key) => [key] as const)].flatMap((dimension: readonly (keyof Selector)[]): Rule[] => {
    const having = allows.filter(({ only }) => dimension.some((key) => only[key] !== undefined));
    const isAlways = having.some((rule) => !isConditional(rule));
    if (!isAlways || !dimension.every((key) => keys.has(key))) return [];
    return having.map(({ only }) => {
      const part = Object.fromEntries(dimension.flatMap((key) => (only[key] === undefined ? [] : [[key, only[key]]])));
      return { kind: "allow", only: part as Selector };
    });
  });
}
