import type { Finding, Span } from "../diagnostic/diagnostic.js";
import type { TokenClass } from "../lexer/word.js";
import type {
  ByPhrase,
  PeriodPhrase,
  Phrase,
  SchedulePhrase,
  SelectorPhrase,
  ValidityPhrase,
  WordPhrase,
  ZonePhrase,
} from "../phrase/phrase.js";
import { type Quantity, readQuantity } from "./quantity.js";

/** A selector of a clause, and whether it stands before the clause's figure or other words. */
export interface PlacedSelector {
  phrase: SelectorPhrase;
  /** Nothing of meaning stands before it. */
  leads: boolean;
  beforeQuantity: boolean;
}

export type Bound = "cap" | "below" | "above" | "least";

/** One clause: what its words are apart from modifiers, and its modifiers. */
export interface Clause extends Span {
  /** Word classes in order, as statement patterns describe them. */
  skeleton: readonly string[];
  quantity?: Quantity;
  /** What the words around the figure make of it: at most, below, above, or at least the figure. */
  bound?: Bound;
  approvers?: number;
  /** "The number of payments": a bare figure is a count. */
  counts?: true;
  /** The words of the skeleton as they are written. */
  words: WordPhrase[];
  selectors: PlacedSelector[];
  periods: PeriodPhrase[];
  by: ByPhrase[];
  schedules: SchedulePhrase[];
  /** When the rule is in force, where that is said apart from the times it is about. */
  holdsOnly: SchedulePhrase[];
  validity: ValidityPhrase[];
  zones: ZonePhrase[];
  each?: Span;
  combined?: Span;
  approval?: "with" | "without";
  /** Exceptions, each with a figure of its own or not. */
  exceptions: Clause[];
  findings: Finding[];
}

const SILENT: ReadonlySet<TokenClass> = new Set([
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
  "same",
  "ifItIs",
]);
const PREPOSITIONS: ReadonlySet<TokenClass> = new Set(["for", "on", "at", "to", "in", "from", "with", "during"]);

/** Reads a run of phrases without joiners between clauses. */
export function readClause(phrases: readonly Phrase[]): Clause {
  const clause: Clause = {
    skeleton: [],
    words: [],
    selectors: [],
    periods: [],
    by: [],
    schedules: [],
    holdsOnly: [],
    validity: [],
    zones: [],
    exceptions: [],
    findings: [],
    start: phrases[0]?.start ?? 0,
    end: phrases.at(-1)?.end ?? 0,
  };
  const skeleton: string[] = [];
  for (const [index, phrase] of phrases.entries()) addPhrase(clause, skeleton, phrase, phrases, index);
  const hasFigure = skeleton.some((name) => FIGURES.has(name));
  if (clause.counts && clause.quantity?.of === "number") clause.quantity = { ...clause.quantity, of: "count" };
  else if (clause.counts) skeleton.push("countNoun");
  clause.skeleton = withBounds(
    hasFigure ? skeleton.filter((name) => name !== "sel") : joinObjects(skeleton, clause),
    clause,
  );
  return clause;
}

/** The figures of a skeleton; amounts, bare numbers and counts are alike to the patterns. */
const FIGURES: ReadonlySet<string> = new Set(["figure", "percent", "duration"]);
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
const TIMES: Readonly<Record<string, string>> = { once: "1", twice: "2", thrice: "3" };

function addPhrase(
  clause: Clause,
  skeleton: string[],
  phrase: Phrase,
  phrases: readonly Phrase[],
  index: number,
): void {
  switch (phrase.kind) {
    case "word":
      addWord(clause, skeleton, phrase, phrases, index);
      return;
    case "quantity":
      addQuantity(clause, skeleton, phrase);
      return;
    case "selector":
      if (isStray(phrase, skeleton, phrases[index + 1])) {
        skeleton.push("unknown");
        return;
      }
      clause.selectors.push({ phrase, leads: skeleton.length === 0, beforeQuantity: clause.quantity === undefined });
      skeleton.push("sel");
      return;
    case "period":
      clause.periods.push(phrase);
      return;
    case "by":
      clause.by.push(phrase);
      return;
    case "schedule":
      clause.schedules.push(phrase);
      return;
    case "validity":
      clause.validity.push(phrase);
      return;
    case "zone":
      clause.zones.push(phrase);
      return;
  }
}

const TAKES_OBJECT: ReadonlySet<string> = new Set([
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

const FOLLOWS_NAME: ReadonlySet<TokenClass> = new Set([
  "colon",
  "is",
  "spending",
  "pay",
  "require",
  "max",
  "upTo",
  "only",
  "forbidden",
  "comma",
]);

/** Unknown words are a name only where a name can stand: behind a preposition or a verb, or first and before what follows a name. */
function isStray(
  { preposition, items }: SelectorPhrase,
  skeleton: readonly string[],
  next: Phrase | undefined,
): boolean {
  const [item] = items;
  const unknown = item?.words.find((word) => word.class === "unknown");
  if (unknown === undefined || preposition !== undefined) return false;
  const last = skeleton.at(-1);
  if (last !== undefined) return !TAKES_OBJECT.has(last);
  return !(next?.kind === "word" && FOLLOWS_NAME.has(next.class));
}

function addWord(
  clause: Clause,
  skeleton: string[],
  phrase: Phrase & { kind: "word" },
  phrases: readonly Phrase[],
  index: number,
): void {
  const { class: name, start, end } = phrase;
  if (name === "each") clause.each = { start, end };
  else if (name === "combined") clause.combined = { start, end };
  else if (name === "withoutApproval") clause.approval = "without";
  else if (name === "withApproval") clause.approval = "with";
  else if (name === "dual") clause.approvers = 2;
  else if (name in TIMES && !isTurn(phrases[index + 1])) addTimes(clause, skeleton, phrase);
  else if (name === "countNoun") clause.counts = true;
  else if (name === "pronoun" && (skeleton.length === 0 || !TAKES_OBJECT.has(skeleton.at(-1) ?? ""))) return;
  else if (name === "inWallet" && skeleton[0] !== "keep") return;
  else if (SILENT.has(name) || ((name === "seller" || name === "partition") && isBeforeSelector(phrases, index)))
    return;
  else if (PREPOSITIONS.has(name) && isBeforeObject(phrases, index, name)) return;
  else {
    skeleton.push(name);
    clause.words.push(phrase);
  }
}

/** "Categories: gambling, adult content". */
function isBeforeSelector(phrases: readonly Phrase[], index: number): boolean {
  return (
    phrases.slice(index + 1, index + 4).find((phrase) => phrase.kind !== "word" || !SILENT.has(phrase.class))?.kind ===
    "selector"
  );
}

/** A preposition says nothing before what it belongs to; "from $50" is a bound. */
function isBeforeObject(phrases: readonly Phrase[], index: number, name: TokenClass): boolean {
  const next = phrases
    .slice(index + 1, index + 6)
    .find((phrase) => phrase.kind !== "word" || !SILENT.has(phrase.class));
  if (next === undefined) return false;
  if (next.kind === "quantity") return name !== "from";
  return (
    next.kind !== "word" || (!PREPOSITIONS.has(next.class) && next.class !== "unknown" && next.class !== "other_mark")
  );
}

function addQuantity(clause: Clause, skeleton: string[], phrase: Phrase & { kind: "quantity" }): void {
  const quantity = readQuantity(phrase);
  if ("code" in quantity) {
    clause.findings.push(quantity);
    skeleton.push("figure");
    return;
  }
  if (quantity.of === "approvals") {
    clause.approvers = Number(quantity.value);
    skeleton.push("approval");
    return;
  }
  clause.quantity = quantity;
  skeleton.push(quantity.of === "percent" || quantity.of === "duration" ? quantity.of : "figure");
}

/** "Once more than $500 is spent": not a count. */
function isTurn(next: Phrase | undefined): boolean {
  return (
    next?.kind === "word" &&
    (next.class === "over" || next.class === "atLeast" || next.class === "pay" || next.class === "spending")
  );
}

function addTimes(clause: Clause, skeleton: string[], { class: name, start, end }: Phrase & { kind: "word" }): void {
  clause.quantity = { of: "count", value: TIMES[name] ?? "1", start, end };
  skeleton.push("figure");
}

/** Counted nouns go into their figure, and bounds before or after a figure become one word with it. */
function withBounds(skeleton: readonly string[], clause: Clause): string[] {
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

/** A second selector narrows the first when a preposition ties it to what stands between them. */
function joinObjects(skeleton: readonly string[], { selectors }: Clause): string[] {
  let count = 0;
  return skeleton.filter((name, index) => {
    if (name !== "sel") return true;
    count += 1;
    return skeleton[index - 1] !== "sel" || selectors[count - 1]?.phrase.preposition === undefined;
  });
}
