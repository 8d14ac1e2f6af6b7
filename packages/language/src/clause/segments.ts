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

/** Cuts the phrases of a statement at its joiners. */
export function readSegments(phrases: readonly Phrase[]): Segment[] {
  const segments: Segment[] = [];
  let joiner: Joiner = "start";
  let current: Phrase[] = [];
  const finish = (next: Joiner) => {
    if (current.length > 0) {
      segments.push(readSegment(joiner, current));
      joiner = next;
    } else if (next === "or" || joiner === "start" || joiner === "comma")
      joiner = segments.length === 0 ? "start" : next;
    current = [];
  };
  for (const phrase of phrases) {
    const next = phrase.kind === "word" ? JOINERS[phrase.class] : undefined;
    if (next === undefined) current.push(phrase);
    else finish(next);
  }
  finish("comma");
  return segments;
}

function readSegment(joiner: Joiner, phrases: readonly Phrase[]): Segment {
  const parts: Phrase[][] = [[]];
  for (const [index, phrase] of phrases.entries()) {
    // "Outside the US" is all but there.
    const excepts =
      phrase.kind === "word" &&
      (phrase.class === "except" || (phrase.class === "outside" && phrases[index + 1]?.kind === "selector"));
    if (excepts) parts.push([]);
    else parts.at(-1)?.push(phrase);
  }
  const [main = [], ...exceptions] = parts;
  return { joiner, main: main.length > 0 ? readClause(main) : undefined, exceptions: exceptions.map(readClause) };
}
