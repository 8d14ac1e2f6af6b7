import type { Selector } from "@spendrail/model";

type Dimension = "who" | Exclude<keyof Selector, "merchants" | "categories" | "mccs">;

export const dimensionsOf = (selector: Selector): Set<Dimension> =>
  new Set(
    Object.keys(selector).map((key) =>
      key === "merchants" || key === "categories" || key === "mccs" ? "who" : (key as Dimension),
    ),
  );

/** Both at once; undefined when they speak of the same thing, which the model cannot join. */
export function both(a: Selector, b: Selector): Selector | undefined {
  const shared = dimensionsOf(a);
  for (const dimension of dimensionsOf(b)) if (shared.has(dimension)) return undefined;
  return { ...a, ...b };
}

/** Any of several selectors over the same dimension. */
export function anyOf(selectors: readonly [Selector, ...Selector[]]): Selector {
  if (selectors.length === 1) return selectors[0];
  const lists = new Map<string, Set<string>>();
  let merged: Record<string, unknown> = {};
  for (const selector of selectors) {
    merged = Object.assign(merged, selector);
    for (const [key, values] of Object.entries(selector)) {
      if (!Array.isArray(values)) continue;
      const list = lists.get(key) ?? new Set();
      for (const value of values) list.add(value);
      lists.set(key, list);
    }
  }
  for (const [key, list] of lists) merged[key] = [...list].sort();
  return merged as Selector;
}

/** "US and Canadian gambling": the gambling is American too. */
export function hasSharedAdjective(items: readonly Selector[]): boolean {
  return items.some((item, index) => {
    const [dimension, ...others] = dimensionsOf(item);
    const isAdjective = others.length === 0 && (dimension === "countries" || dimension === "merchantHistory");
    return isAdjective && items.slice(index + 1).some((later) => dimension in later && dimensionsOf(later).size > 1);
  });
}

export function uniteByDimension(items: readonly Selector[]): Selector[] {
  const groups = new Map<string, [Selector, ...Selector[]]>();
  for (const item of items) {
    const key = [...dimensionsOf(item)].sort().join("+");
    const group = groups.get(key);
    // A list of pairs such as "new US merchants and known German merchants" has no union.
    if (group !== undefined && key.includes("+")) groups.set(`${key}#${groups.size}`, [item]);
    else if (group !== undefined) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()].map(anyOf);
}
