import type { CategoryTable } from "@spendrail/model";
import { builtInNames, knownNames, type Name } from "../names/known-names.js";
import { CURRENCY_WORDS, MAGNITUDES } from "../vocabulary/money-words.js";
import {
  DAY_GROUP_WORDS,
  HOUR_GROUP_WORDS,
  PERIOD_WORDS,
  UNIT_WORDS,
  WEEKDAY_WORDS,
} from "../vocabulary/time-words.js";
import { WORDS } from "../vocabulary/words.js";
import type { RawToken } from "./raw-lexer.js";
import type { Meaning, TokenClass } from "./word.js";
import { type Match, WordTrie, wordsOf } from "./word-trie.js";

/** All phrases that a text can hold, and the names to suggest for one that is not known. */
export interface Vocabulary {
  longest(tokens: readonly RawToken[], start: number): Match | undefined;
  grammarWords: ReadonlySet<string>;
  names: readonly string[];
  /** Categories beside the built-in ones. */
  categories: CategoryTable;
}

/** Names that a caller adds to the ones the language knows. */
export interface MoreNames {
  merchants?: Readonly<Record<string, readonly string[]>>;
  categories?: CategoryTable;
}

function addNames(trie: WordTrie, names: readonly [string, Name][]): void {
  for (const [name, meaning] of names) trie.add(name, { class: meaning.kind, meaning: { name: meaning } });
}

/** Phrases of the language other than names, with what each is. */
function grammarPhrases(): [string, TokenClass, Meaning?][] {
  return [
    ...WORDS.flatMap(([name, ways]) => ways.map((way): [string, TokenClass] => [way, name])),
    ...UNIT_WORDS.map(([word, unit]): [string, TokenClass, Meaning] => [word, "unit", { unit }]),
    ...PERIOD_WORDS.map(([word, unit]): [string, TokenClass, Meaning] => [word, "periodWord", { unit }]),
    ...WEEKDAY_WORDS.map(([word, weekday]): [string, TokenClass, Meaning] => [word, "weekday", { weekday }]),
    ...DAY_GROUP_WORDS.map(([word, days]): [string, TokenClass, Meaning] => [word, "dayGroup", { days }]),
    ...HOUR_GROUP_WORDS.map(([word, hours]): [string, TokenClass, Meaning] => [word, "hourGroup", { hours }]),
    ...CURRENCY_WORDS.map(([word, sign, scale]): [string, TokenClass, Meaning] => [
      word,
      "currencyName",
      { sign, scale },
    ]),
    ...Object.keys(MAGNITUDES).flatMap((word): [string, TokenClass][] =>
      word.length > 2 ? [[word, "magnitude"]] : [],
    ),
    ["percent", "percent"],
    ["per cent", "percent"],
  ];
}

function longer(a: Match | undefined, b: Match | undefined): Match | undefined {
  return a === undefined || (b !== undefined && b.next > a.next) ? b : a;
}

let builtIn: Vocabulary | undefined;

function builtInVocabulary(): Vocabulary {
  if (builtIn !== undefined) return builtIn;
  const trie = new WordTrie();
  const known = builtInNames();
  const phrases = grammarPhrases();
  addNames(trie, known);
  // A word of the language is one, whatever has its name.
  for (const [phrase, name, meaning] of phrases) trie.add(phrase, { class: name, ...(meaning && { meaning }) });
  let grammarWords: ReadonlySet<string> | undefined;
  builtIn = {
    longest: (tokens, start) => trie.longest(tokens, start),
    get grammarWords() {
      grammarWords ??= wordsOf(phrases.map(([phrase]) => phrase));
      return grammarWords;
    },
    names: known.map(([name]) => name),
    categories: {},
  };
  return builtIn;
}

/** The vocabulary of one text. The words that every text shares are put together once per process. */
export function vocabularyWith({ merchants = {}, categories = {} }: MoreNames): Vocabulary {
  const base = builtInVocabulary();
  const more = knownNames(merchants, categories);
  if (more.length === 0 && Object.keys(categories).length === 0) return base;
  const trie = new WordTrie();
  addNames(trie, more);
  return {
    longest: (tokens, start) => longer(trie.longest(tokens, start), base.longest(tokens, start)),
    get grammarWords() {
      return base.grammarWords;
    },
    names: [...base.names, ...more.map(([name]) => name)],
    categories,
  };
}
