import type { Span } from "../diagnostic/diagnostic.js";
import type { TokenClass } from "../lexer/word.js";
import type { Phrase } from "../phrase/phrase.js";
import type { Clause } from "./clause.js";
import { readClause } from "./read-clause.js";

/** How a segment is tied to the one before it. */
export type Joiner = "start" | "comma" | "and" | "or" | "item";

/** A stretch of a statement between joiners, with the exceptions that follow in it. */
export interface Segment {
  joiner: Joiner;
  /** Empty when the stretch starts with an exception. */
  main: Clause | undefined;
  exceptions: Clause[];
  /** It starts with a condition: "if it is over $100, require approval". */
  conditional?: true;
}

const JOINERS: Readonly<Partial<Record<TokenClass, Joiner>>> = {
  comma: "comma",
  and: "and",
  ampersand: "and",
  plus: "and",
  but: "and",
  or: "or",
  slash: "and",
  item: "item",
  dash: "comma",
};

/** The segments of a statement, and a joiner that joins nothing, if there is one. */
export interface Segments {
  segments: Segment[];
  stray?: Span;
}

/** Cuts the phrases of a statement at its joiners. */
export function readSegments(phrases: readonly Phrase[]): Segments {
  const segments: Segment[] = [];
  let joiner: Joiner = "start";
  let current: Phrase[] = [];
  let stray: Span | undefined;
  let conditional = false;
  const finish = (next: Joiner) => {
    if (current.length > 0) {
      segments.push({ ...readSegment(joiner, current), ...(conditional && { conditional: true as const }) });
      conditional = false;
      joiner = next;
    } else if (next === "or" || joiner === "start" || joiner === "comma")
      joiner = segments.length === 0 ? "start" : next;
    current = [];
  };
  for (const [index, phrase] of phrases.entries()) {
    const next = isButException(phrases, index) ? undefined : joinerOf(phrase);
    const goesOn = next === "comma" && segments.length === 0 && isCondition(current);
    if (goesOn) conditional = true;
    if (goesOn || isConsequence(phrases, index)) continue;
    if (next === undefined) current.push(phrase);
    else {
      if (isStray(phrases, index, next)) stray ??= { start: phrase.start, end: phrase.end };
      finish(next);
    }
  }
  finish("comma");
  return { segments, ...(stray && { stray }) };
}

const CONDITIONS: ReadonlySet<TokenClass> = new Set<TokenClass>(["when", "ifItIs", "for"]);
const VERBS: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "require",
  "ask",
  "askBefore",
  "block",
  "allow",
  "warn",
  "max",
  "upTo",
  "modal",
]);

/** "If the amount exceeds $100, require approval": what follows the comma belongs to it. */
function isCondition(phrases: readonly Phrase[]): boolean {
  const [first] = phrases;
  return (
    first?.kind === "word" &&
    CONDITIONS.has(first.class) &&
    phrases.some(({ kind }) => kind === "quantity") &&
    !phrases.some((phrase) => phrase.kind === "word" && VERBS.has(phrase.class))
  );
}

/** "If it is over $100, then require approval". */
function isConsequence(phrases: readonly Phrase[], index: number): boolean {
  const [phrase, comma] = [phrases[index], phrases[index - 1]];
  const isThen = phrase?.kind === "word" && phrase.class === "consequence";
  return isThen && joinerOf(comma) === "comma" && isCondition(phrases.slice(0, index - 1));
}

const joinerOf = (phrase: Phrase | undefined): Joiner | undefined =>
  phrase?.kind === "word" ? JOINERS[phrase.class] : undefined;

/** "And" and "but" may start a statement, and a comma may end it; "or" may not do either, nor stand beside another joiner. */
function isStray(phrases: readonly Phrase[], index: number, joiner: Joiner): boolean {
  if (joiner === "comma" || joiner === "item") return false;
  const before = joinerOf(phrases[index - 1]);
  const isBeside = before !== undefined && before !== "comma" && before !== "item";
  return isBeside || index === phrases.length - 1 || (joiner === "or" && index === 0);
}

const ALL: ReadonlySet<TokenClass> = new Set<TokenClass>(["everything", "nothing", "pay"]);

/** "Everything but AWS" is all except AWS. */
function isButException(phrases: readonly Phrase[], index: number): boolean {
  const [before, phrase, next] = phrases.slice(Math.max(index - 1, 0), index + 2);
  return (
    index > 0 &&
    phrase?.kind === "word" &&
    phrase.class === "but" &&
    before?.kind === "word" &&
    ALL.has(before.class) &&
    next?.kind === "selector"
  );
}

const VERBS_BEHIND: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "require",
  "modal",
  "forbidden",
  "allowed",
  "beApproved",
]);

/** "Everything except AWS needs approval": the verb behind the exception goes on with what stands before it. */
function goingOn(parts: Phrase[][]): Phrase[][] {
  const [main = [], ...exceptions] = parts;
  const last = exceptions.at(-1);
  const verb = last?.findIndex(
    (phrase, index) => index > 0 && phrase.kind === "word" && VERBS_BEHIND.has(phrase.class),
  );
  const isSubject = main.every((phrase) => phrase.kind === "word" && (ALL.has(phrase.class) || phrase.class === "all"));
  if (last === undefined || verb === undefined || verb < 1 || main.length === 0 || !isSubject) return parts;
  const is = last[verb - 1];
  const end = is?.kind === "word" && is.class === "is" ? verb - 1 : verb;
  return [[...main, ...last.slice(end)], ...exceptions.slice(0, -1), last.slice(0, end)];
}

function readSegment(joiner: Joiner, phrases: readonly Phrase[]): Segment {
  const parts: Phrase[][] = [[]];
  for (const [index, phrase] of phrases.entries()) {
    // "Outside the US" is all but there.
    const excepts =
      phrase.kind === "word" &&
      (phrase.class === "except" ||
        phrase.class === "but" ||
        (phrase.class === "outside" && phrases[index + 1]?.kind === "selector"));
    if (excepts) parts.push([]);
    else parts.at(-1)?.push(phrase);
  }
  const [main = [], ...exceptions] = goingOn(parts);
  return {
    joiner,
    main: main.length > 0 ? readClause(main) : undefined,
    exceptions: exceptions.map((exception) => readClause(exception, true)),
  };
}
