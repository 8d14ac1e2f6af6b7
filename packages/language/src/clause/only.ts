import type { TokenClass } from "../lexer/word.js";
import type { Phrase } from "../phrase/phrase.js";
import { SILENT } from "./clause-words.js";

const NOUNS: ReadonlySet<TokenClass> = new Set<TokenClass>(["pay", "spending", "everything", "seller", "partition"]);
const VERBS: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "spend",
  "payVerb",
  "allow",
  "allowed",
  "modal",
  "to",
  "for",
  "on",
  "in",
  "at",
  "from",
  "with",
]);

const PAYING: ReadonlySet<TokenClass> = new Set<TokenClass>(["spend", "payVerb"]);
const FIGURE_WORDS: ReadonlySet<TokenClass> = new Set<TokenClass>(["once", "twice", "thrice", "max", "upTo", "under"]);

const isWord = (phrase: Phrase | undefined, classes: ReadonlySet<TokenClass>): boolean =>
  phrase?.kind === "word" && classes.has(phrase.class);

/** What "only" may be about; it is open in "weekdays only on AWS" and "AWS only in USDC". */
export type Confined = "selector" | "times" | "open";

const subjectOf = (phrase: Phrase | undefined): Confined | undefined =>
  phrase?.kind === "selector" ? "selector" : phrase?.kind === "schedule" ? "times" : undefined;

/**
 * What "only" is about: the name or time that it stands beside ("AWS only", "only on weekdays"), or the object of the
 * verb behind it ("only pay AWS"). Undefined for "only $50" and "only require approval above $50".
 */
export function objectOfOnly(phrases: readonly Phrase[]): Confined | undefined {
  const said = phrases.filter((phrase) => !isWord(phrase, SILENT));
  const at = said.findIndex((phrase) => phrase.kind === "word" && phrase.class === "only");
  if (at === -1) return undefined;
  const behind = said.slice(at + 1).find((phrase) => !isWord(phrase, VERBS) && !isWord(phrase, NOUNS));
  const before = said.slice(0, at).findLast((phrase) => !isWord(phrase, NOUNS));
  const isFigure = behind !== undefined && (behind.kind === "quantity" || isWord(behind, FIGURE_WORDS));
  // "Pay Zoom only once a month": "only" is about the figure where a verb has its object already.
  const hasVerb = said.slice(0, at).some((phrase) => isWord(phrase, PAYING));
  const isTime = before?.kind === "schedule";
  const isNarrowed = before?.kind === "selector" && behind?.kind === "selector" && behind.preposition !== undefined;
  if (behind?.kind === "selector" && (isTime || isNarrowed)) return "open";
  return subjectOf(behind) ?? (isFigure && hasVerb ? undefined : subjectOf(before));
}

const BOUNDS: ReadonlySet<TokenClass> = new Set<TokenClass>(["max", "upTo", "under"]);
const PREPOSITIONS: ReadonlySet<TokenClass> = new Set<TokenClass>(["to", "at", "of"]);

/** Whether a preposition stands before the figure and its bound: "limit AWS to at most $50". */
export function leadsToFigure(phrases: readonly Phrase[]): boolean {
  const figure = phrases.findIndex((phrase) => phrase.kind === "quantity");
  const lead = phrases.slice(0, Math.max(figure, 0)).findLast((phrase) => !isWord(phrase, BOUNDS));
  return isWord(lead, PREPOSITIONS);
}
