import { isCountry, isCurrency } from "@spendrail/model";
import { SIGNS } from "../vocabulary/money-words.js";
import { numberInWords, startsNumber } from "../vocabulary/numbers.js";
import { type NamedZone, zoneNamed } from "../vocabulary/zones.js";
import type { RawToken } from "./raw-lexer.js";
import type { Vocabulary } from "./vocabulary.js";
import type { Meaning, TokenClass, Word } from "./word.js";

/** Currency codes that are English words as well, and are codes in capitals only. */
const ENGLISH_CODES: ReadonlySet<string> = new Set(
  "ALL BAM BOB COP CUP GEL LAK MAD MOP PEN RON RUB SOS TOP TRY".split(" "),
);

const LONGEST_NUMBER = 16;
const LONGEST_ZONE = 9;
const ZONE_AREA =
  /^(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|us|canada|etc|brazil|chile|mexico)$/i;
const ZONE_WORD = /^(?:utc|gmt|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|eet|wet|jst|[ECMP]T)$/;
const ZONE_WORD_ANY_CASE = /^(?:utc|gmt|est|edt|pst|pdt)$/i;

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

const MOST_REMEMBERED = 500;
const zones = new Map<string, NamedZone | undefined>();

/** The runtime is slow to say that it does not know a zone, so the answers are remembered. */
function knownZone(words: string): NamedZone | undefined {
  if (words.length > 60) return undefined;
  if (!zones.has(words)) {
    if (zones.size >= MOST_REMEMBERED) zones.clear();
    zones.set(words, zoneNamed(words));
  }
  return zones.get(words);
}

/** "America/New_York", "EST", "Tokyo time", "(New York)". */
function zoneAt(tokens: readonly RawToken[], index: number): Reading | undefined {
  const token = tokens[index] as RawToken;
  if (token.shape === "OpenParen") return zoneInParentheses(tokens, index);
  const reading = (words: string, next: number): Reading | undefined => {
    const zone = knownZone(words);
    return zone && { class: "zone", meaning: { zone }, next };
  };
  if (ZONE_AREA.test(token.text) && tokens[index + 1]?.shape === "Slash") {
    let next = index + 1;
    while (
      next < index + LONGEST_ZONE &&
      ["Slash", "Word", "Dash"].includes(tokens[next]?.shape ?? "") &&
      tokens[next]?.start === tokens[next - 1]?.end
    )
      next += 1;
    return reading(
      tokens
        .slice(index, next)
        .map(({ text }) => text)
        .join(""),
      next,
    );
  }
  for (let next = index + 2; next <= index + 4; next += 1) {
    if (tokens[next - 1]?.key !== "time" || tokens[next]?.key === "zone") continue;
    return reading(
      tokens
        .slice(index, next)
        .map(({ text }) => text)
        .join(" "),
      next,
    );
  }
  return ZONE_WORD.test(token.text) || ZONE_WORD_ANY_CASE.test(token.text) ? reading(token.text, index + 1) : undefined;
}

function zoneInParentheses(tokens: readonly RawToken[], index: number): Reading | undefined {
  for (let close = index + 2; close <= index + 7; close += 1) {
    if (tokens[close]?.shape !== "CloseParen") continue;
    const inside = tokens.slice(index + 1, close);
    const words = inside
      .map(({ text, start }, at) => (at > 0 && inside[at - 1]?.end !== start ? ` ${text}` : text))
      .join("");
    const zone = knownZone(words);
    return zone && { class: "zone", meaning: { zone }, next: close + 1 };
  }
  return undefined;
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
