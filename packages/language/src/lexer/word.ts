import type { Weekday } from "@spendrail/model";
import type { Name } from "../names/known-names.js";
import type { CurrencySign } from "../vocabulary/money-words.js";
import type { TimeUnit } from "../vocabulary/time-words.js";
import { WORDS, type WordClass } from "../vocabulary/words.js";
import type { NamedZone } from "../vocabulary/zones.js";

/** Words that name whom or what a payment is about. */
export const NAME_CLASSES = [
  "merchant",
  "category",
  "scope",
  "token",
  "chain",
  "country",
  "quoted",
  "host",
  "address",
] as const;

/** Words and marks that are recognised by their shape or stand for a value. */
const SHAPED = [
  "figure",
  "percent",
  "sign",
  "code",
  "currencyName",
  "magnitude",
  "minus",
  "unit",
  "periodWord",
  "weekday",
  "dayGroup",
  "hourGroup",
  "clock",
  "date",
  "zone",
  ...NAME_CLASSES,
  "unknown",
  "dash",
  "comma",
  "item",
  "colon",
  "slash",
  "ampersand",
  "plus",
  "open",
  "close",
  "other_mark",
] as const;

export type TokenClass = WordClass | (typeof SHAPED)[number];

/** What a word stands for, where its class does not say it all. */
export type Meaning =
  | { figure: string; words?: true }
  | { sign: CurrencySign; scale: number }
  | { unit: TimeUnit }
  | { weekday: Weekday }
  | { days: readonly Weekday[] }
  | { hours: { days?: readonly Weekday[]; from: string; to: string; assumed?: true } }
  | { name: Name }
  | { zone: NamedZone }
  | { literal: string };

/** A word, phrase or mark of the language with its place in the text. */
export interface Word {
  class: TokenClass;
  text: string;
  start: number;
  end: number;
  meaning?: Meaning;
}

/** Every class that a word can be of. */
export const TOKEN_CLASSES: readonly TokenClass[] = [...SHAPED, ...WORDS.map(([name]) => name)];
