import type { Clause, PlacedSelector } from "../clause/clause.js";
import type { Finding, Span } from "../diagnostic/diagnostic.js";
import { reachAmbiguous } from "../diagnostic/findings.js";
import type { TokenClass } from "../lexer/word.js";
import type { SelectorItem, SelectorPhrase } from "../phrase/phrase.js";
import { listFixes } from "./list-fixes.js";
import type { Front, ReadClause, ReadStatement } from "./statement.js";

/** A list of a selector: its items, of which any may match. */
type ItemList = readonly [SelectorItem, ...SelectorItem[]];

/**
 * Says where a condition, a time, an exception or an amount stands behind a list and may be about its last item only:
 * "block casino.com and gambling in Germany". Taken for all items, the rule could be looser than it was meant.
 */
export function checkListReach({ front, clauses }: ReadStatement, text: string, findings: Finding[]): void {
  for (const { phrase } of front.selectors) findings.push(...conditionsBehind(phrase));
  for (const read of clauses) findings.push(...openEnds(read, front, text));
}

function openEnds(read: ReadClause, front: Front, text: string): Finding[] {
  const { clause } = read;
  const found = clause.exceptions.flatMap((exception) => [
    ...exception.selectors.flatMap(({ phrase }) => conditionsBehind(phrase)),
    ...figureBehind(exception, exception.selectors, true),
    ...partedException(exception),
  ]);
  for (const placed of clause.selectors) {
    if (!isConfined(read, placed.phrase)) found.push(...conditionsBehind(placed.phrase));
    found.push(...modifiersBehind(read, placed, text));
  }
  const leading = front.selectors.filter(({ phrase }) => phrase.start === clause.start);
  return isForbidding(read) ? [...found, ...figureBehind(clause, leading, true)] : found;
}

/** It says what must not be, or not so easily, so that a rule about less is a looser one. */
function isForbidding({ intent }: ReadClause): boolean {
  return (
    intent.kind === "approval" || (intent.kind === "ceiling" && intent.forbids === true && intent.perPayment === true)
  );
}

/** "Only allow payments to AWS and OpenAI in USDC" allows no more than either reading, and is about payments. */
function isConfined({ clause, intent }: ReadClause, { items }: SelectorPhrase): boolean {
  const allows = intent.kind === "allow" || (intent.kind === "ceiling" && intent.allows === "only");
  const isAboutPayments = clause.skeleton.some((name) => name === "pay" || name === "spending");
  const list = items.slice(
    0,
    Math.max(
      items.findIndex(({ tie }) => tie !== "any"),
      0,
    ),
  );
  const isParted = list.length === 2 && list[1]?.parted === true;
  const isMoney = list.every(({ words }) => words.some((word) => word.class === "token"));
  return allows && !isParted && (isAboutPayments || isMoney);
}

/** The items from the last one on that began a list. */
function listOf(items: readonly SelectorItem[]): readonly SelectorItem[] {
  return items.slice(items.findLastIndex(({ tie }, index) => tie !== "any" || index === 0));
}

/** The list that a selector ends in, when it has several items. */
function listAtEnd({ items }: SelectorPhrase): ItemList | undefined {
  const [first, ...others] = listOf(items);
  return first === undefined || others.length === 0 ? undefined : [first, ...others];
}

/** "AWS, and OpenAI": the comma makes what stands before it look finished. */
function isParted(list: ItemList): boolean {
  return list.length === 2 && list[1]?.parted === true;
}

function conditionsBehind({ items }: SelectorPhrase): Finding[] {
  let start = 0;
  return items.flatMap((item, index) => {
    if (item.tie === "any") return [];
    const [first, last] = [items[start], items[index - 1]];
    const length = index - start;
    start = index;
    if (item.tie === "all" || first === undefined || last === undefined || length < 2) return [];
    const word = length === 2 ? "both" : "all";
    const fix = { title: `Say "${word}"`, edits: [{ start: last.end, end: last.end, text: `, ${word}` }] };
    return [reachAmbiguous(item, { start: first.start, end: last.end }, [fix])];
  });
}

/** "…, except casino.com, and crypto": one more exception, or one more of what the rule is about? */
function partedException({ selectors, quantity }: Clause): Finding[] {
  return selectors.flatMap(({ phrase }) => {
    const list = quantity === undefined ? listAtEnd(phrase) : undefined;
    const [before, last] = list ?? [];
    if (list === undefined || !isParted(list) || before === undefined || last === undefined) return [];
    const fix = { title: "Leave the comma out", edits: [{ start: before.end, end: before.end + 1, text: "" }] };
    return [reachAmbiguous(last, before, [fix])];
  });
}

/** A figure right behind a list, with the words that belong to it. */
function figureBehind(
  { quantity, words, each }: Clause,
  selectors: readonly PlacedSelector[],
  any: boolean,
): Finding[] {
  if (quantity === undefined || each !== undefined) return [];
  return selectors.flatMap(({ phrase }) => {
    const list = listAtEnd(phrase);
    const between = wordsBetween(words, phrase, quantity);
    if (list === undefined || phrase.end > quantity.start || !between.every((name) => FIGURE_WORDS.has(name)))
      return [];
    return any || isParted(list) ? [reachAmbiguous(quantity, phrase)] : [];
  });
}

const wordsBetween = (words: Clause["words"], { end }: Span, { start }: Span): TokenClass[] =>
  words.filter((word) => word.start >= end && word.start < start).map((word) => word.class);

const FIGURE_WORDS: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "over",
  "under",
  "upTo",
  "max",
  "atLeast",
  "from",
  "pay",
  "to",
  "at",
]);

function modifiersBehind(read: ReadClause, placed: PlacedSelector, text: string): Finding[] {
  const { clause, intent } = read;
  const list = listAtEnd(placed.phrase);
  if (list === undefined) return [];
  const figures = figureBehind(clause, [placed], isForbidding(read));
  if (figures.length > 0)
    return figures.map((finding) => withFixes(finding, listFixes(read, placed, finding.at, text)));
  const isObject = clause.quantity === undefined || placed.beforeQuantity;
  const isList = isObject && (intent.kind === "block" || intent.kind === "approval");
  if (!isList && !isParted(list)) return [];
  const { end } = placed.phrase;
  const behind = [...clause.schedules, ...clause.validity, ...clause.exceptions].find(({ start }) => start >= end);
  if (behind === undefined || text.slice(end, behind.start).includes(",")) return [];
  if (wordsBetween(clause.words, placed.phrase, behind).length > 0) return [];
  return [reachAmbiguous(behind, placed.phrase, listFixes(read, placed, behind, text))];
}

const withFixes = (finding: Finding, fixes: NonNullable<Finding["fixes"]>): Finding =>
  fixes.length === 0 ? finding : { ...finding, fixes };
