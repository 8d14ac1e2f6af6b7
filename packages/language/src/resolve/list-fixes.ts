import type { PlacedSelector } from "../clause/clause.js";
import type { Fix, Span } from "../diagnostic/diagnostic.js";
import type { ReadClause } from "./statement.js";

/** Both readings of what stands behind the list that a selector is: about all of its items, or about the last one only. */
export function listFixes(read: ReadClause, placed: PlacedSelector, behind: Span, text: string): Fix[] {
  const toAll = fixForAll(read, placed, behind, text);
  const toLast = fixForLast(read, placed, text);
  return [...(toAll ? [toAll] : []), ...(toLast ? [toLast] : [])];
}

function fixForAll(
  { clause, inherited }: ReadClause,
  { phrase }: PlacedSelector,
  behind: Span,
  text: string,
): Fix | undefined {
  const [first] = phrase.items;
  const exception = clause.exceptions.find(({ start }) => start === behind.start);
  const title = "Say that it is about all of them";
  if (exception !== undefined) return { title, edits: [{ start: phrase.end, end: phrase.end, text: "," }] };
  if (inherited || first === undefined) return undefined;
  const words = text.slice(phrase.end, behind.end).trim();
  const removed = { start: phrase.end, end: behind.end, text: "" };
  if (behind.start !== clause.quantity?.start)
    return { title, edits: [{ start: clause.start, end: clause.start, text: `${words}, ` }, removed] };
  const pays = clause.words.filter((word) => word.class === "pay");
  if (pays.some(({ start }) => start > phrase.start)) return undefined;
  const [start, more] = pays.length > 0 ? [phrase.start, `${words} `] : [first.start, `payments ${words} on `];
  return { title, edits: [{ start, end: start, text: more }, removed] };
}

function fixForLast({ clause, intent }: ReadClause, { phrase }: PlacedSelector, text: string): Fix | undefined {
  const [before, last] = phrase.items.slice(-2);
  const [first] = phrase.items;
  const splits = intent.kind === "block" || intent.kind === "approval" || (intent.kind === "ceiling" && intent.forbids);
  if (!splits || before === undefined || last === undefined || first === undefined) return undefined;
  const head = text.slice(clause.start, first.start);
  return {
    title: "Say that it is about the last one only",
    edits: [{ start: before.end, end: last.start, text: `. ${head}` }],
  };
}
