import { isCountry, isCurrency } from "@spendrail/model";
import { SIGNS } from "../vocabulary/money-words.js";
import { numberInWords, startsNumber } from "../vocabulary/numbers.js";
import type { RawToken } from "./raw-lexer.js";
import type { Vocabulary } from "./vocabulary.js";
import type { Meaning, TokenClass, Word } from "./word.js";
import { zoneAt } from "./zone-words.js";

/** Currency codes that are English words as well, and are codes in capitals only. */
const ENGLISH_CODES: ReadonlySet<string> = new Set(
  "ALL BAM BOB COP CUP GEL LAK MAD MOP PEN RON RUB SOS TOP TRY".split(" "),
);

const LONGEST_NUMBER = 16;

interface Reading {
  class: TokenClass;
  meaning?: Meaning;
  next: number;
}

const BY_SHAPE: Readonly<Record<string, TokenClass>> = {
  Quoted: "quoted",
  Url: "host",
  Host: "host",
  Pattern: "host",
  Address: "address",
  Clock: "clock",
  IsoDate: "date",
  NumericDate: "date",
  NamedDate: "date",
  Minus: "minus",
  OrMorePlus: "orMore",
  Percent: "percent",
  Dash: "dash",
  Comma: "comma",
  Item: "item",
  Colon: "colon",
  OpenParen: "open",
  CloseParen: "close",
  Ampersand: "ampersand",
  Plus: "plus",
  Slash: "slash",
};

/** The words of one statement: raw tokens joined to the longest phrases that the vocabulary knows. */
export function readWords(tokens: readonly RawToken[], vocabulary: Vocabulary): Word[] {
  const words: Word[] = [];
  for (let index = 0; index < tokens.length; ) {
    const { next, ...reading } = readAfter(words.at(-1), tokens, index, vocabulary);
    const first = tokens[index] as RawToken;
    const last = tokens[next - 1] as RawToken;
    const text = tokens
      .slice(index, next)
      .map((token) => token.text)
      .join(" ");
    words.push({ ...reading, text: next === index + 1 ? first.text : text, start: first.start, end: last.end });
    index = next;
  }
  return withoutHyphens(words.map((word, index) => currencyCode(word, words[index - 1], words[index + 1])));
}

const FIGURE_CLASSES: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "figure",
  "magnitude",
  "currencyName",
  "code",
  "token",
  "sign",
  "percent",
]);

/** "$50 and above", but "on AWS and above $50". */
function readAfter(
  before: Word | undefined,
  tokens: readonly RawToken[],
  index: number,
  vocabulary: Vocabulary,
): Reading {
  const reading = readAt(tokens, index, vocabulary);
  const isJoiner = /^(?:and|or)$/i.test(tokens[index]?.text ?? "");
  const isTail = reading.class === "orMore" || reading.class === "orLess";
  const isFigure = before !== undefined && (FIGURE_CLASSES.has(before.class) || isCurrency(before.text));
  return isTail && isJoiner && !isFigure
    ? { ...readAt([tokens[index] as RawToken], 0, vocabulary), next: index + 1 }
    : reading;
}

/** "500 ALL", "Currency is TRY": a code in capitals beside a figure or a word for currency, whatever else it spells. */
function currencyCode(word: Word, before: Word | undefined, after: Word | undefined): Word {
  const isBeside =
    before?.class === "figure" ||
    before?.class === "magnitude" ||
    after?.class === "figure" ||
    (before?.class === "is" && after === undefined);
  if (!isBeside || !/^[A-Z]{3}$/.test(word.text) || !isCurrency(word.text) || word.class === "token") return word;
  return { ...word, class: "code", meaning: { sign: { code: word.text }, scale: 1 } };
}

function readAt(tokens: readonly RawToken[], index: number, vocabulary: Vocabulary): Reading {
  const token = tokens[index] as RawToken;
  const known = vocabulary.longest(tokens, index);
  const special =
    token.shape === "Word" || token.shape === "OpenParen"
      ? (zoneAt(tokens, index) ?? numberAt(tokens, index))
      : undefined;
  if (special !== undefined && special.next >= (known?.next ?? 0)) return special;
  if (known !== undefined) return known;
  const next = index + 1;
  if (token.shape === "Figure") return { class: "figure", meaning: { figure: token.text }, next };
  if (token.shape === "Sign") return signAt(token, next);
  const shaped = BY_SHAPE[token.shape];
  if (shaped !== undefined) return { class: shaped, next };
  if (token.shape !== "Word" && token.shape !== "GluedCode" && token.shape !== "Abbreviation")
    return { class: "other_mark", next };
  const upper = token.text.toUpperCase();
  if (isCurrency(upper) && (token.text === upper || !ENGLISH_CODES.has(upper)))
    return { class: "code", meaning: { sign: { code: upper }, scale: 1 }, next };
  if (isCountry(token.text))
    return { class: "country", meaning: { name: { kind: "country", codes: [token.text] } }, next };
  return { class: "unknown", next };
}

function signAt(token: RawToken, next: number): Reading {
  const sign = SIGNS[token.text.toUpperCase()];
  return sign === undefined ? { class: "other_mark", next } : { class: "sign", meaning: { sign, scale: 1 }, next };
}

function numberAt(tokens: readonly RawToken[], index: number): Reading | undefined {
  if (!startsNumber(tokens[index]?.text ?? "")) return undefined;
  const words = tokens.slice(index, index + LONGEST_NUMBER).map(({ key, shape }) => (shape === "Dash" ? "-" : key));
  const number = numberInWords(words);
  return number && { class: "figure", meaning: { figure: number.value, words: true }, next: index + number.consumed };
}

/** Hyphens that only tie words together say nothing: "30-day", "per-merchant", "EU-based". Ranges keep theirs. */
function withoutHyphens(words: Word[]): Word[] {
  return words.filter((word, index) => {
    const before = words[index - 1];
    const after = words[index + 1];
    if (word.class !== "dash" || before?.end !== word.start || after?.start !== word.end) return true;
    const ties =
      (before.class === "figure" && (after.class === "unit" || after.class === "approval")) ||
      before.class === "per" ||
      before.class === "trustLevel" ||
      after.class === "seller";
    return !ties;
  });
}
