import type { Bound, Clause } from "./clause.js";

/** The figures of a skeleton; amounts, bare numbers and counts are alike to the patterns. */
export const FIGURES: ReadonlySet<string> = new Set(["figure", "percent", "duration"]);
const BEFORE: Readonly<Record<string, Bound>> = {
  max: "cap",
  upTo: "cap",
  within: "cap",
  under: "below",
  over: "above",
  atLeast: "least",
  from: "least",
};
const AFTER: Readonly<Record<string, Bound>> = { max: "cap", upTo: "cap", orLess: "cap", orMore: "least" };
/** Counted nouns go into their figure, and bounds before or after a figure become one word with it. */
export function withBounds(skeleton: readonly string[], clause: Clause): string[] {
  const words: string[] = [];
  for (const name of skeleton) {
    const last = words.at(-1);
    const isFigure = FIGURES.has(name);
    if (
      name === "pay" &&
      last !== undefined &&
      clause.quantity?.of === "number" &&
      (last === "figure" || last === clause.bound)
    ) {
      clause.quantity = { ...clause.quantity, of: "count" };
    } else if (isFigure && last !== undefined && last in BEFORE) {
      clause.bound = BEFORE[last] as Bound;
      words[words.length - 1] = clause.bound;
    } else if (last !== undefined && FIGURES.has(last) && name in AFTER) {
      clause.bound = AFTER[name] as Bound;
      words[words.length - 1] = clause.bound;
    } else words.push(name);
  }
  return words;
}
