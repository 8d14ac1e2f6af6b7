import type { MoreNames } from "../lexer/vocabulary.js";
import type { TokenClass } from "../lexer/word.js";
import { builtInNames, knownNames, type Name } from "../names/known-names.js";
import { CURRENCY_WORDS, SIGNS } from "../vocabulary/money-words.js";
import {
  DAY_GROUP_WORDS,
  HOUR_GROUP_WORDS,
  PERIOD_WORDS,
  UNIT_WORDS,
  WEEKDAY_WORDS,
} from "../vocabulary/time-words.js";
import { WORDS } from "../vocabulary/words.js";

/** What a completion is: a word of the language, a word for money or for time, or a name. */
export type CompletionKind = "word" | "money" | "time" | "name";

/** The ways to write one class of words, the usual one first. What may follow one of them may follow each. */
export interface Candidates {
  class: TokenClass;
  kind: CompletionKind;
  /** Each way with what it stands for. */
  ways: readonly (readonly [label: string, detail: string])[];
}

/** Words that say nothing, or that no policy may hold. */
const NEVER_OFFERED: ReadonlySet<string> = new Set([
  "filler",
  "subject",
  "relative",
  "hedge",
  "periodAmbiguous",
  "the",
  "a",
  "set",
  "both",
  "same",
  "holdsOnly",
]);

type Table = readonly (readonly [string, ...unknown[]])[];

const ofTable = (name: TokenClass, kind: CompletionKind, table: Table, detail: string): Candidates => ({
  class: name,
  kind,
  ways: table.map(([word]) => [word, detail]),
});

/** All that can be offered, by class, from the tables that texts are read with and the names that a caller adds. */
export function allCandidates({ merchants = {}, categories = {} }: MoreNames): Candidates[] {
  return [
    ...WORDS.filter(([name]) => !NEVER_OFFERED.has(name)).map(
      ([name, ways]): Candidates => ({ class: name, kind: "word", ways: ways.map((way) => [way, ways[0] ?? way]) }),
    ),
    ofTable("sign", "money", Object.entries(SIGNS), "currency"),
    ofTable("currencyName", "money", CURRENCY_WORDS, "currency"),
    ofTable("unit", "time", UNIT_WORDS, "unit of time"),
    ofTable("periodWord", "time", PERIOD_WORDS, "period"),
    ofTable("weekday", "time", WEEKDAY_WORDS, "day of the week"),
    ofTable("dayGroup", "time", DAY_GROUP_WORDS, "days of the week"),
    ofTable("hourGroup", "time", HOUR_GROUP_WORDS, "hours of the day"),
    ...namesByKind([...knownNames(merchants, categories), ...builtInNames()]),
  ];
}

function namesByKind(names: readonly [string, Name][]): Candidates[] {
  const groups = new Map<Name["kind"], [string, string][]>();
  for (const [name, meaning] of names) {
    const detail = meaning.kind === "country" ? "country" : `${meaning.kind} ${meaning.id}`;
    const group = groups.get(meaning.kind) ?? [];
    // A hyphen between words has no spaces around it: "Congo-Brazzaville".
    group.push([name.replaceAll(" - ", "-"), detail]);
    groups.set(meaning.kind, group);
  }
  return [...groups].map(([kind, ways]) => ({ class: kind, kind: "name", ways }));
}
