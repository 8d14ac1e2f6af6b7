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
import { type Match, WordTrie } from "./word-trie.js";

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

function buildGrammarWords(): WordTrie {
  const trie = new WordTrie();
  for (const [name, ways] of WORDS) for (const way of ways) trie.add(way, { class: name });
  for (const [word, unit] of UNIT_WORDS) trie.add(word, { class: "unit", meaning: { unit } });
  for (const [word, unit] of PERIOD_WORDS) trie.add(word, { class: "periodWord", meaning: { unit } });
  for (const [word, weekday] of WEEKDAY_WORDS) trie.add(word, { class: "weekday", meaning: { weekday } });
  for (const [word, days] of DAY_GROUP_WORDS) trie.add(word, { class: "dayGroup", meaning: { days } });
  for (const [word, hours] of HOUR_GROUP_WORDS) trie.add(word, { class: "hourGroup", meaning: { hours } });
  for (const [word, sign, scale] of CURRENCY_WORDS) trie.add(word, { class: "currencyName", meaning: { sign, scale } });
  for (const word of Object.keys(MAGNITUDES)) if (word.length > 2) trie.add(word, { class: "magnitude" });
  trie.add("percent", { class: "percent" });
  trie.add("per cent", { class: "percent" });
  return trie;
}

function longer(a: Match | undefined, b: Match | undefined): Match | undefined {
  return a === undefined || (b !== undefined && b.next > a.next) ? b : a;
}

let builtIn: Vocabulary | undefined;

function builtInVocabulary(): Vocabulary {
  if (builtIn !== undefined) return builtIn;
  const grammar = buildGrammarWords();
  const names = new WordTrie();
  const known = builtInNames();
  addNames(names, known);
  builtIn = {
    longest: (tokens, start) => longer(grammar.longest(tokens, start), names.longest(tokens, start)),
    grammarWords: grammar.words,
    names: known.map(([name]) => name),
    categories: {},
  };
  return builtIn;
}

/** The vocabulary of one text. The words that every text shares are put together once per process. */
export function vocabularyWith({ merchants = {}, categories = {} }: MoreNames): Vocabulary {
  const base = builtInVocabulary();
  const more = knownNames(merchants, categories);
  if (more.length === 0) return { ...base, categories };
  const trie = new WordTrie();
  addNames(trie, more);
  return {
    longest: (tokens, start) => longer(trie.longest(tokens, start), base.longest(tokens, start)),
    grammarWords: base.grammarWords,
    names: [...base.names, ...more.map(([name]) => name)],
    categories,
  };
}
