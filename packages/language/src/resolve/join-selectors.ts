import type { Selector } from "@spendrail/model";
import type { PlacedSelector } from "../clause/clause.js";
import { notExpressible } from "../diagnostic/findings.js";
import type { RuleContext } from "./rules/making.js";
import { type ResolvedSelector, resolveSelector } from "./selector.js";
import { both } from "./selector-union.js";

/** All of the selectors at once. */
export function joinSelectors(
  placed: readonly PlacedSelector[],
  { vocabulary, findings }: RuleContext,
): ResolvedSelector | undefined {
  let alternatives: Selector[] = [];
  let items: Selector[] = [];
  for (const { phrase } of placed) {
    const resolved = resolveSelector(phrase, vocabulary, findings);
    if (resolved === undefined) return undefined;
    if (alternatives.length === 0) ({ alternatives, items } = resolved);
    else {
      const [a, b] = [alternatives[0], resolved.alternatives[0]];
      const joined = alternatives.length === 1 && resolved.alternatives.length === 1 && a && b ? both(a, b) : undefined;
      if (joined === undefined || b === undefined) {
        findings.push(notExpressible(phrase));
        return undefined;
      }
      alternatives = [joined];
      items = items.map((item) => both(item, b) ?? item);
    }
  }
  return { alternatives, items };
}
