import type { CategoryIndex, Rule, RuleOf, Selector } from "@spendrail/model";
import { rulesOf, type Subject } from "../rule.js";
import { patternCovers } from "./selectors.js";

/** A key of a selector that lists values. */
export type ListKey = Exclude<keyof Selector, "merchantHistory">;

/** The dimensions of selectors; those who are paid by name, category or code are one. */
export const DIMENSIONS: readonly (readonly ListKey[])[] = [
  ["merchants", "categories", "mccs"],
  ["scopes"],
  ["tokens"],
  ["chains"],
  ["recipients"],
  ["countries"],
];

/** One value of an allow list. */
export interface Entry {
  readonly rule: number;
  readonly key: ListKey;
  /** Index in its list. */
  readonly place: number;
  readonly value: string;
}

/** Whether the rule holds at all times and without exception. */
export function isUnconditional({ except, during, validFrom, validUntil }: Rule): boolean {
  return [except, during, validFrom, validUntil].every((condition) => condition === undefined);
}

/** The values that a selector lists in a dimension. */
export function entriesOf(selector: Selector, rule: number, keys: readonly ListKey[]): Entry[] {
  return keys.flatMap((key) => (selector[key] ?? []).map((value, place) => ({ rule, key, place, value })));
}

/** The blocks that deny every payment of one dimension, whatever else it states. */
export function plainBlocks(
  subject: Subject,
  keys: readonly ListKey[],
): { rule: RuleOf<"block">; what: Selector; index: number }[] {
  return rulesOf(subject, "block").flatMap(({ rule, index }) => {
    const { what } = rule;
    if (what === undefined || !isUnconditional(rule)) return [];
    return Object.keys(what).every((key) => keys.includes(key as ListKey)) ? [{ rule, what, index }] : [];
  });
}

/** Whether the block's list denies every payment that the entry lets in. */
export function blocksEntry(what: Selector, { key, value }: Entry, categories: CategoryIndex): boolean {
  switch (key) {
    case "merchants":
      return what.merchants?.some((pattern) => patternCovers(pattern, value)) ?? false;
    case "mccs":
      return (
        (what.mccs?.includes(value) ?? false) ||
        categories.get(value).some((category) => what.categories?.includes(category))
      );
    default:
      return (what[key] as readonly string[] | undefined)?.includes(value) ?? false;
  }
}

/** The entries of allow lists that a block denies, each with that block. */
export function blockedEntries(subject: Subject, keys: readonly ListKey[]): { entry: Entry; block: number }[] {
  const blocks = plainBlocks(subject, keys);
  return allowEntries(subject, keys).flatMap((entry) => {
    const block = blocks.find(({ what }) => blocksEntry(what, entry, subject.categories));
    return block === undefined ? [] : [{ entry, block: block.index }];
  });
}

/** Everything that the policy's allow lists name in a dimension. */
export function allowEntries(subject: Subject, keys: readonly ListKey[]): Entry[] {
  return rulesOf(subject, "allow").flatMap(({ rule, index }) => entriesOf(rule.only, index, keys));
}

/** Whether some allow list is always in force in the dimension. */
export function hasAllowlist(subject: Subject, keys: readonly ListKey[]): boolean {
  return rulesOf(subject, "allow").some(
    ({ rule }) => isUnconditional(rule) && keys.some((key) => rule.only[key] !== undefined),
  );
}

/** The selector without one value; `undefined` when its dimension would be gone, which would let everything in. */
export function withoutEntry(
  selector: Selector,
  { key, value }: Pick<Entry, "key" | "value">,
  keys: readonly ListKey[],
): Selector | undefined {
  const list = (selector[key] as readonly string[] | undefined)?.filter((one) => one !== value) ?? [];
  const { [key]: _, ...rest } = selector;
  const left: Selector = list.length === 0 ? rest : { ...rest, [key]: list };
  return keys.some((one) => left[one] !== undefined) ? left : undefined;
}
