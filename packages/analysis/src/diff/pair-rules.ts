import type { Rule } from "@spendrail/model";
import { isEqual } from "../lint/reach/covers.js";

/** Two rules of which one was made from the other; with one index, a rule that was added or removed. */
export interface RulePair {
  readonly before?: number;
  readonly after?: number;
}

/** Pairs the rules that are not the same in both policies: those of one kind, that have the most keys alike. */
export function pairRules(before: readonly Rule[], after: readonly Rule[]): RulePair[] {
  const left = new Set(after.keys());
  const removed = [...before.keys()].filter((index) => {
    const same = [...left].find((other) => isEqual(before[index], after[other]));
    if (same !== undefined) left.delete(same);
    return same === undefined;
  });
  const candidates = removed
    .flatMap((index) =>
      [...left].map((other) => ({
        before: index,
        after: other,
        alike: alike(before[index] as Rule, after[other] as Rule),
      })),
    )
    .filter(({ alike }) => alike > 0)
    .sort((a, b) => b.alike - a.alike || a.before - b.before || a.after - b.after);
  const pairs: { before?: number; after?: number }[] = [];
  const taken = new Set<number>();
  for (const pair of candidates) {
    if (taken.has(pair.before) || !left.has(pair.after)) continue;
    taken.add(pair.before);
    left.delete(pair.after);
    pairs.push({ before: pair.before, after: pair.after });
  }
  const gone = removed.filter((index) => !taken.has(index)).map((index) => ({ before: index }));
  const added = [...left].map((index) => ({ after: index }));
  return [...pairs, ...gone].sort((a, b) => (a.before ?? 0) - (b.before ?? 0)).concat(added);
}

/** How many keys have equal values; 0 for rules of different kinds. */
function alike(a: Rule, b: Rule): number {
  if (a.kind !== b.kind) return 0;
  const [mine, theirs] = [a as unknown as Record<string, unknown>, b as unknown as Record<string, unknown>];
  return Object.keys(mine).filter((key) => key in theirs && isEqual(mine[key], theirs[key])).length;
}
