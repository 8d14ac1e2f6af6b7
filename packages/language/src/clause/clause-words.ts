import type { TokenClass } from "../lexer/word.js";
import type { Phrase, WordPhrase } from "../phrase/phrase.js";
import type { Clause } from "./clause.js";
import { isEquation, isLetting, isObject, isRelative, isSubject, KEEPS } from "./framing.js";

/** Words that say nothing by themselves. */
export const SILENT: ReadonlySet<TokenClass> = new Set([
  "filler",
  "the",
  "a",
  "of",
  "is",
  "colon",
  "all",
  "any",
  "both",
  "open",
  "close",
  "set",
]);

const PREPOSITIONS: ReadonlySet<TokenClass> = new Set(["for", "on", "at", "to", "in", "from", "with", "during"]);

const TIMES: Readonly<Record<string, string>> = { once: "1", twice: "2", thrice: "3" };

/** Words that a preposition can stand before and say nothing. */
const OBJECTS: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "pay",
  "spending",
  "spend",
  "everything",
  "everythingElse",
  "seller",
  "partition",
  "gerund",
  "limit",
  "capNoun",
  "budget",
  "approval",
  "drift",
  "balance",
  "currencyName",
  "code",
  "sign",
  "token",
  "payVerb",
  "validWord",
  "countNoun",
  "allDay",
  "scheduleWord",
  "used",
  "percent",
  "history",
  "once",
  "twice",
  "thrice",
  "total",
  "duplicate",
]);

/** Behind other words a preposition says nothing before these: "limit it to at most $50". */
const BOUNDS: ReadonlySet<TokenClass> = new Set<TokenClass>(["upTo", "max", "under", "over", "atLeast", "minimum"]);

/** Words that a name can stand behind as their object. */
export const TAKES_OBJECT: ReadonlySet<string> = new Set([
  "payVerb",
  "spend",
  "limit",
  "capNoun",
  "keep",
  "allow",
  "block",
  "only",
  "no",
  "autoApprove",
  "allowlist",
  "blocklist",
  "seller",
  "allowed",
  "forbidden",
  "pay",
  "gerund",
  "askBefore",
]);

/** Adds a word to the clause: to its skeleton, to what is set aside for the resolver, or nowhere when it says nothing. */
export function addWord(
  clause: Clause,
  skeleton: string[],
  phrase: WordPhrase,
  phrases: readonly Phrase[],
  index: number,
): void {
  const { class: name, start, end } = phrase;
  if (name === "each") clause.each = { start, end };
  else if (name === "combined" && !isBesides(phrases[index + 1])) clause.combined = { start, end };
  else if (name === "withoutApproval") clause.approval = "without";
  else if (name === "withApproval") clause.approval = "with";
  else if (name === "dual") clause.approvers = 2;
  else if (name in TIMES && !isTurn(phrases[index + 1])) addTimes(clause, skeleton, phrase);
  else if (name === "countNoun") clause.counts = true;
  else if (name === "subject" && isSubject(phrases, index) && !isObject(phrase, skeleton)) return;
  else if (name === "relative" && isRelative(phrases, index)) return;
  else if (name === "inWallet" && (!skeleton.some((word) => KEEPS.has(word)) || skeleton.at(-1) === "inWallet")) return;
  else if (name === "allow" && isLetting(phrases, index)) skeleton.push("let");
  else if (name === "is" && isEquation(skeleton, phrases, index)) skeleton.push("is");
  else if (name === "approval" && skeleton.at(-1) === "without") {
    skeleton.pop();
    clause.approval = "without";
  } else if (name === "ifItIs") addCondition(clause, skeleton, phrases, index);
  else if (name === "same" && isFollowedBy(phrases, index, "pay", "spending")) return;
  else if (SILENT.has(name) || ((name === "seller" || name === "partition") && isBeforeSelector(phrases, index)))
    return;
  else if (PREPOSITIONS.has(name) && isBeforeObject(phrases, index, name, skeleton.length > 0)) return;
  else {
    skeleton.push(name);
    clause.words.push(phrase);
  }
}

/** "If it is groceries" says nothing before a name; "if it is over $100" is a condition like others. */
function addCondition(clause: Clause, skeleton: string[], phrases: readonly Phrase[], index: number): void {
  const next = phrases.slice(index + 1).find((phrase) => phrase.kind !== "word" || !SILENT.has(phrase.class));
  if (next?.kind === "word" || next?.kind === "quantity") skeleton.push("when");
  else if (next === undefined) skeleton.push("ifItIs");
  else clause.conditional = true;
}

/** "Combined with OpenAI": a budget that is shared with what is not said here. */
const isBesides = (next: Phrase | undefined): boolean => next?.kind === "selector" && next.preposition === "with";

function isFollowedBy(phrases: readonly Phrase[], index: number, ...classes: TokenClass[]): boolean {
  const next = phrases[index + 1];
  return next?.kind === "word" && classes.includes(next.class);
}

/** "Categories: gambling, adult content". */
function isBeforeSelector(phrases: readonly Phrase[], index: number): boolean {
  return (
    phrases.slice(index + 1, index + 4).find((phrase) => phrase.kind !== "word" || !SILENT.has(phrase.class))?.kind ===
    "selector"
  );
}

/** A preposition says nothing before what it belongs to; "from $50" is a bound. */
function isBeforeObject(phrases: readonly Phrase[], index: number, name: TokenClass, isInside: boolean): boolean {
  const next = phrases
    .slice(index + 1, index + 6)
    .find((phrase) => phrase.kind !== "word" || !SILENT.has(phrase.class));
  if (next === undefined) return false;
  if (next.kind === "quantity") return name !== "from";
  if (next.kind === "zone") return name !== "to" && name !== "from";
  if (next.kind !== "word") return next.kind === "selector";
  if (BOUNDS.has(next.class)) return isInside;
  return name === "for" && TIMES[next.class] !== undefined ? false : OBJECTS.has(next.class);
}

/** "Once more than $500 is spent": not a count. */
function isTurn(next: Phrase | undefined): boolean {
  return (
    next?.kind === "word" &&
    (next.class === "over" || next.class === "atLeast" || next.class === "pay" || next.class === "spending")
  );
}

function addTimes(clause: Clause, skeleton: string[], { class: name, start, end }: WordPhrase): void {
  clause.quantity = { of: "count", value: TIMES[name] ?? "1", start, end };
  skeleton.push("figure");
}
