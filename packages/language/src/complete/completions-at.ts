import type { Span } from "../diagnostic/diagnostic.js";
import { maskLayout } from "../layout/layout.js";
import { readStatements } from "../layout/statements.js";
import { rawTokens } from "../lexer/raw-lexer.js";
import { type Vocabulary, vocabularyWith } from "../lexer/vocabulary.js";
import type { ParseOptions } from "../parse-policy.js";
import { allCandidates, type Candidates, type CompletionKind } from "./candidates.js";
import { isCompletable } from "./completable.js";

/** A word or name that may come next. */
export interface Completion {
  label: string;
  kind: CompletionKind;
  /** What it stands for: the usual way to say it, or the id of a name. */
  detail: string;
}

/** What may replace the text from `from` to `to` (UTF-16 offsets, half-open): the word that is being written. */
export interface Completions {
  from: number;
  to: number;
  items: Completion[];
}

/** Nobody waits for words behind a statement that is longer. */
const LONGEST_STATEMENT = 1_000;

/** Names that may be offered beside the known ones, as `parsePolicy` takes them. */
export type CompletionOptions = Pick<ParseOptions, "merchants" | "categories">;

/**
 * What may come next in a text, for editors.
 *
 * @param text the whole text; what stands behind the offset is not looked at.
 * @param offset where the writer is, in UTF-16 units; outside the text it is its nearest end.
 * @param options the merchants and categories that `parsePolicy` is given, which are offered too.
 * @returns completions that leave the statement complete or completable, from the words and statement patterns that texts
 * are read with, in the order of the vocabulary; the usual way of each when no word has been begun, else every way that
 * begins so, in any letter case. A name of several words is completed from its first. None inside quotes and comments,
 * and none when the words before are not understood. Never throws.
 */
export function completionsAt(text: string, offset: number, options: CompletionOptions = {}): Completions {
  const to = Math.min(Math.max(Math.trunc(offset) || 0, 0), text.length);
  const vocabulary = vocabularyWith(options);
  const candidates = allCandidates(options);
  const froms = beginnings(text, to);
  for (const from of froms.toReversed()) {
    const start = openStatement(text.slice(0, from), vocabulary);
    if (start === undefined) continue;
    const begun = text.slice(from, to).toLowerCase();
    const items = itemsBehind(text.slice(start, from), begun, candidates, vocabulary);
    if (items.length > 0) return { from, to, items };
  }
  return { from: froms[0] ?? to, to, items: [] };
}

/** Words in the longest name that is completed. */
const MOST_WORDS = 4;

/** Where the word begins that is being written, and the names that it may be a later word of; on the same line. */
function beginnings(text: string, to: number): number[] {
  const line = text.slice(Math.max(0, to - 100), to);
  const [begun = ""] = /[\p{L}\p{M}\p{N}_'’-]*$/u.exec(line) ?? [];
  const froms = [to - begun.length];
  const words = [...line.slice(0, line.length - begun.length).matchAll(/[\p{L}\p{M}\p{N}_'’-]+(?= )/gu)];
  const isTied = (index: number): boolean => /^\S+(?: \S+)* ?$/.test(line.slice(index));
  for (const { index } of begun === "" ? [] : words.slice(1 - MOST_WORDS).reverse())
    if (isTied(index)) froms.push(to - line.length + index);
  return froms;
}

/** Where there are more, as of merchants and countries, one may stand where another of its kind may. */
const MOST_TRIED = 50;

function itemsBehind(
  head: string,
  begun: string,
  candidates: readonly Candidates[],
  vocabulary: Vocabulary,
): Completion[] {
  const fits = ([label]: readonly [string, string]): boolean => isCompletable(`${head}${label}`, vocabulary);
  return candidates.flatMap(({ kind, ways }) => {
    const usual = begun === "" && kind === "word" ? ways.slice(0, 1) : ways;
    const [first, ...others] = usual.filter(([label]) => label.toLowerCase().startsWith(begun));
    if (first === undefined || !fits(first)) return [];
    const all = [first, ...(kind === "name" || others.length > MOST_TRIED ? others : others.filter(fits))];
    return all.map(([label, detail]) => ({ label, kind, detail }));
  });
}

/** Where the statement starts that goes on behind the text; undefined inside quotes and comments. */
function openStatement(before: string, vocabulary: Vocabulary): number | undefined {
  const line = before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1);
  const quotes = [...line.matchAll(/["“”]/g)].length;
  if (/^\s*(?:#|\/\/)/.test(line) || quotes % 2 === 1) return undefined;
  const last = readStatements(rawTokens(maskLayout(before)), vocabulary).at(-1);
  if (last === undefined || hasEnded(before, last)) return before.length;
  return before.length - last.start > LONGEST_STATEMENT ? undefined : last.start;
}

/** A colon, a comma or a joiner at the end of a line leaves the statement open; so does a further bullet of its list. */
function hasEnded(before: string, { start, end }: Span): boolean {
  const rest = before.slice(end);
  if (/[.;!]/.test(rest)) return true;
  if (!/[\r\n]/.test(rest) || rest.trimStart().startsWith(":")) return false;
  const isBullet = /[\r\n]\s*[-*•]\s*$/.test(rest) && before.slice(start, end).includes(":");
  return !isBullet && !/(?:[,&]|\b(?:and|or|but|plus))$/i.test(before.slice(start, end));
}
