import type { Selector } from "@spendrail/model";
import * as fc from "fast-check";
import type { Values } from "./values.js";

type Dimension = keyof Selector;

/** How often each dimension is chosen for a selector. */
const DIMENSIONS: { weight: number; keys: Dimension[] }[] = [
  { weight: 4, keys: ["merchants"] },
  { weight: 4, keys: ["categories"] },
  { weight: 2, keys: ["mccs"] },
  { weight: 2, keys: ["scopes"] },
  { weight: 2, keys: ["tokens"] },
  { weight: 2, keys: ["chains"] },
  { weight: 2, keys: ["recipients"] },
  { weight: 2, keys: ["countries"] },
  { weight: 2, keys: ["merchantHistory"] },
  { weight: 1, keys: ["merchants", "categories"] },
  { weight: 1, keys: ["categories", "mccs"] },
  { weight: 1, keys: ["tokens", "chains"] },
  { weight: 1, keys: ["scopes", "merchants"] },
  { weight: 1, keys: ["categories", "merchantHistory"] },
];

/** Lists as the model holds them: sorted by code unit, without duplicates. */
function listOf<T extends string>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.uniqueArray(values, { minLength: 1, maxLength: 3 }).map((list) => list.sort());
}

/** Any selector over the values: mostly one dimension, sometimes two that belong together, seldom all of them. */
export function selectorOf(values: Values): fc.Arbitrary<Selector> {
  const parts = {
    merchants: listOf(values.merchants),
    categories: listOf(values.categories),
    mccs: listOf(values.mccs),
    scopes: listOf(values.scopes),
    tokens: listOf(values.tokens),
    chains: listOf(values.chains),
    recipients: listOf(values.recipients),
    countries: listOf(values.countries),
    merchantHistory: fc.constantFrom("new" as const, "known" as const),
  } satisfies { [K in Dimension]-?: fc.Arbitrary<Required<Selector>[K]> };
  const shapes = DIMENSIONS.map(({ weight, keys }) => ({
    weight,
    arbitrary: fc.record(Object.fromEntries(keys.map((key) => [key, parts[key]]))) as fc.Arbitrary<Selector>,
  }));
  const everything = fc.record(parts, { requiredKeys: [] }).filter((selector) => Object.keys(selector).length > 0);
  return fc.oneof(...shapes, { weight: 1, arbitrary: everything as fc.Arbitrary<Selector> });
}
