import type { TokenClass } from "../lexer/word.js";
import type { Phrase, WordPhrase } from "../phrase/phrase.js";

const VERBS: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "modal",
  "neg",
  "payVerb",
  "spend",
  "allow",
  "allowed",
  "block",
  "forbidden",
  "require",
  "askBefore",
  "ask",
  "is",
  "only",
  "exceed",
  "keep",
  "warn",
  "wait",
  "autoApprove",
  "withoutApproval",
  "validWord",
  "colon",
  "goes",
  "used",
  "over",
  "atLeast",
]);

const LEADS_TO_SUBJECT: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "let",
  "allow",
  "limit",
  "keep",
  "block",
  "capNoun",
  "for",
  "of",
  "with",
  "filler",
  "set",
  "when",
  "gerund",
  "neg",
]);

const classOf = (phrase: Phrase | undefined): TokenClass | undefined =>
  phrase?.kind === "word" ? phrase.class : undefined;

/** "Only allow AWS, but block it on weekends": what was named before; "if it is over $100, block it" is the payment. */
export function isObject({ text }: WordPhrase, [verb, ...more]: readonly string[]): boolean {
  return verb === "block" && more.length === 0 && /^(?:it|them|they|that|this one)$/i.test(text);
}

/** Who acts is said before a verb, behind what leads to it ("let the agent"), or first. */
export function isSubject(phrases: readonly Phrase[], index: number): boolean {
  const before = classOf(phrases[index - 1]);
  const next = classOf(phrases[index + 1]);
  return (
    index === 0 || (before !== undefined && LEADS_TO_SUBJECT.has(before)) || (next !== undefined && VERBS.has(next))
  );
}

export const KEEPS: ReadonlySet<string> = new Set(["keep", "reserveVerb", "atLeast"]);

/** "Allow the agent to spend". */
export function isLetting(phrases: readonly Phrase[], index: number): boolean {
  const next = phrases.slice(index + 1, index + 3).find((phrase) => classOf(phrase) !== "the");
  return classOf(next) === "subject";
}

const PAID: ReadonlySet<string> = new Set(["pay", "spending", "everything", "spend", "payVerb"]);

/** "Each payment is $25" is no limit; "the limit for each payment is $25" is. */
export function isEquation(skeleton: readonly string[], phrases: readonly Phrase[], index: number): boolean {
  if (phrases[index + 1]?.kind !== "quantity") return false;
  const [subject, ...more] = skeleton;
  return subject === undefined ? phrases[index - 1]?.kind === "period" : more.length === 0 && PAID.has(subject);
}

const NOUNS: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "pay",
  "spending",
  "everything",
  "seller",
  "partition",
  "nothing",
]);

/** "Payments that are worth more than $50". */
export function isRelative(phrases: readonly Phrase[], index: number): boolean {
  const before = phrases[index - 1];
  const name = classOf(before);
  return before?.kind === "selector" || (name !== undefined && (NOUNS.has(name) || name === "relative"));
}
