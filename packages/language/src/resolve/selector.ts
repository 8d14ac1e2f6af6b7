import type { Selector } from "@spendrail/model";
import type { Finding } from "../diagnostic/diagnostic.js";
import { notExpressible } from "../diagnostic/findings.js";
import type { Vocabulary } from "../lexer/vocabulary.js";
import type { SelectorPhrase } from "../phrase/phrase.js";
import { readItem } from "./selector-item.js";
import { both, hasSharedAdjective, uniteByDimension } from "./selector-union.js";

/** Several selectors, any of which may match, and the same by item of the list. */
export interface ResolvedSelector {
  /** One for each dimension that the list is over. More than one cannot be one selector. */
  alternatives: Selector[];
  /** One for each item, in the order of the text. */
  items: Selector[];
}

/** Reads a selector phrase; findings are added to the list, and then the result is undefined. */
export function resolveSelector(
  phrase: SelectorPhrase,
  vocabulary: Vocabulary,
  findings: Finding[],
): ResolvedSelector | undefined {
  const groups: Selector[][] = [];
  let failed = false;
  for (const item of phrase.items) {
    const selector = readItem(item, vocabulary, findings);
    if (selector === undefined) failed = true;
    else if (groups.length === 0 || item.tie !== "any") groups.push([selector]);
    else groups.at(-1)?.push(selector);
  }
  if (failed) return undefined;
  if (groups.some(hasSharedAdjective)) {
    findings.push(notExpressible(phrase));
    return undefined;
  }
  const united = groups.map(uniteByDimension);
  let [joined, ...others] = united as [Selector[], ...Selector[][]];
  let items = groups[0] ?? [];
  for (const other of others) {
    const [condition] = other;
    const merged =
      other.length === 1 && joined.length === 1 && condition ? both(joined[0] as Selector, condition) : undefined;
    if (merged === undefined || condition === undefined) {
      findings.push(notExpressible(phrase));
      return undefined;
    }
    joined = [merged];
    items = items.map((item) => both(item, condition) ?? item);
  }
  return { alternatives: joined, items };
}
