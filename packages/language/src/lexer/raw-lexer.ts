import { type CustomPatternMatcherReturn, createToken, type IToken, Lexer } from "chevrotain";

const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const CLOCK =
  "\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s{0,2}(?:am|pm|a\\.m\\.|p\\.m\\.))?|\\d{1,2}\\s{0,2}(?:am|pm|a\\.m\\.|p\\.m\\.)";
const END = "(?![\\p{L}\\p{N}])";
const LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}_-]{0,61}[\\p{L}\\p{M}\\p{N}])?";

/**
 * The shapes of words, in order of preference. Repetitions are bounded, so that each place in a text costs a bounded
 * amount of work.
 */
const SHAPES = {
  Break: /\r\n|\r|\n/uy,
  Space: /[^\S\r\n]+/uy,
  Bullet: /(?!\s)\p{Cc}/uy,
  Quoted:
    /"(?:[^"“”\\\r\n]|\\["\\]|\\(?!["\\])){0,20000}"|[“”„][^"“”\r\n]{0,200}[“”]|(?<![\p{L}\p{N}])(?:'[^'‘’\r\n]{1,200}'|‘[^'‘’\r\n]{1,200}’)(?![\p{L}\p{N}])/uy,
  Url: /https?:\/\/[^\s"“”<>()]{1,2000}/iuy,
  Address: new RegExp(`0x[0-9a-f]{40}${END}`, "iuy"),
  IsoDate: /\d{4}-\d{2}-\d{2}(?:(?:T|\s{1,2}(?:at\s)?)\d{2}:\d{2}(?::\d{2}Z?)?)?(?![\p{L}\p{N}]|:\d)/iuy,
  NumericDate: new RegExp(`\\d{1,4}([/.])\\d{1,2}\\1\\d{2,4}${END}`, "uy"),
  NamedDate: new RegExp(
    `(?:\\d{1,2}(?:st|nd|rd|th)?\\s{1,2}(?:of\\s)?${MONTH}(?:\\.(?=,?\\s{1,2}\\d{4})|${END})(?:,?\\s{1,2}\\d{4}(?![\\d:]))?|${MONTH}(?:\\.(?=\\s?\\d)|${END})\\s{0,2}\\d{1,2}(?:st|nd|rd|th)?(?![\\p{L}\\d:])(?:,?\\s{1,2}\\d{4}(?![\\d:]))?)(?:,?\\s(?:at\\s)?\\d{2}:\\d{2})?`,
    "iuy",
  ),
  Clock: new RegExp(`(?:${CLOCK})${END}`, "iuy"),
  Pattern: /(?=[^\s"“”<>(),;]{0,253}\*)[\p{L}\p{N}*_-][\p{L}\p{M}\p{N}*_.-]{0,252}[\p{L}\p{N}*]/uy,
  Host: new RegExp(
    `${LABEL}(?:\\.${LABEL}){0,20}\\.(?:xn--[a-z0-9-]{1,59}|[\\p{L}\\p{M}]{2,63})(?::\\d{1,5}(?!\\d))?(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`,
    "iuy",
  ),
  Minus: /(?:(?<![^\s(:])[-−–—](?=(?:[A-Z]{0,2}[$€£¥₹₩])?\d|[A-Z]{3}\s?\d))|(?<=[$€£¥₹₩])[-−](?=\d)/uy,
  OrMorePlus: /(?<=[\dkm])\+(?=[\s.,;)]|$)/iuy,
  Figure: new RegExp(
    `(?:\\d+(?:[.,'’_]\\d+)*|\\.\\d+)(?:(?:k|m|mm|mn|bn|b)${END}|(?=(?:h|hr|hrs|d|min|mins|s|sec|secs|wk|wks|mo|yr|yrs|x|[A-Z]{3})${END})|${END})`,
    "iuy",
  ),
  GluedCode: /[A-Z]{3}(?=\d+(?:[.,]\d+)*(?![\p{L}\p{N}]))/uy,
  Sign: /(?:US|CA|C|AU|A|NZ|HK|SG|S|MX|R)\$|[$€£¥₹₩₽₺₪₫₱฿₴₦]/uy,
  Percent: /%/uy,
  Abbreviation: /(?:[\p{L}]\.){2,}/uy,
  Word: /[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_]|['’](?=\p{L}))*/uy,
  Compare: /[<>]=?|[≤≥=]/uy,
  Dash: /[-−–—‐‑]/uy,
  Comma: /,/uy,
  Dot: /\.|…/uy,
  Semicolon: /;/uy,
  Bang: /!/uy,
  Colon: /:/uy,
  OpenParen: /\(/uy,
  CloseParen: /\)/uy,
  Ampersand: /&/uy,
  Plus: /\+/uy,
  Slash: /\//uy,
  Other: /[\s\S]/uy,
} as const satisfies Record<string, RegExp>;

type Shape = keyof typeof SHAPES;

/** A word, figure or mark as it stands in the text. */
export interface RawToken {
  shape: string;
  text: string;
  /** The text without what makes no difference to a word: letter case, curly apostrophes. */
  key: string;
  start: number;
  end: number;
}

function matcher(shape: RegExp) {
  return {
    exec: (text: string, offset: number) => {
      shape.lastIndex = offset;
      return shape.exec(text) as CustomPatternMatcherReturn | null;
    },
  };
}

/** The Latin-1 characters that a shape starts with, and whether characters beyond those can start it too. */
const STARTS: Readonly<Record<Shape, readonly [latin: RegExp, beyond?: "beyond"]>> = {
  Break: [/[\r\n]/],
  Space: [/\s/, "beyond"],
  Bullet: [/\p{Cc}/u],
  Quoted: [/["']/, "beyond"],
  Url: [/h/i],
  Address: [/0/],
  IsoDate: [/\d/],
  NumericDate: [/\d/],
  NamedDate: [/[\djfmasond]/i],
  Clock: [/\d/],
  Pattern: [/[\p{L}\p{N}*_-]/u, "beyond"],
  Host: [/[\p{L}\p{N}]/u, "beyond"],
  Minus: [/-/, "beyond"],
  OrMorePlus: [/\+/],
  Figure: [/[\d.]/],
  GluedCode: [/[A-Z]/i],
  Sign: [/[UCANHSMR$£¥]/i, "beyond"],
  Percent: [/%/],
  Abbreviation: [/\p{L}/u, "beyond"],
  Word: [/[\p{L}\p{N}_]/u, "beyond"],
  Compare: [/[<>=]/, "beyond"],
  Dash: [/-/, "beyond"],
  Comma: [/,/],
  Dot: [/\./, "beyond"],
  Semicolon: [/;/],
  Bang: [/!/],
  Colon: [/:/],
  OpenParen: [/\(/],
  CloseParen: [/\)/],
  Ampersand: [/&/],
  Plus: [/\+/],
  Slash: [/\//],
  Other: [/[\s\S]/, "beyond"],
};

const LATIN = Array.from({ length: 256 }, (_, code) => code);
/** Chevrotain looks characters beyond Latin-1 up by 255 at a time; one code of each such stretch stands for all of it. */
const BEYOND = [256, ...Array.from({ length: 256 }, (_, stretch) => (stretch + 2) * 255)];

function startsOf(name: Shape): number[] {
  const [latin, beyond] = STARTS[name];
  return [...LATIN.filter((code) => latin.test(String.fromCharCode(code))), ...(beyond ? BEYOND : [])];
}

let lexer: Lexer | undefined;

function buildLexer(): Lexer {
  const types = (Object.entries(SHAPES) as [Shape, RegExp][]).map(([name, shape]) =>
    createToken({
      name,
      pattern: matcher(new RegExp(shape.source, shape.flags)),
      line_breaks: false,
      start_chars_hint: startsOf(name),
      ...(name === "Space" && { group: Lexer.SKIPPED }),
    }),
  );
  return new Lexer(types, { positionTracking: "onlyOffset", ensureOptimizations: true, skipValidations: true });
}

/** Cuts a text into words and marks; white space other than line breaks is left out. Every other character is in one. */
export function rawTokens(text: string): RawToken[] {
  lexer ??= buildLexer();
  return lexer.tokenize(text).tokens.map((token: IToken) => trimmed(token));
}

/** Punctuation that ends a sentence is no part of the address before it. */
function trimmed(token: IToken): RawToken {
  const shape = token.tokenType.name;
  const text = shape === "Url" ? token.image.replace(/[.,;!?'’]+$/u, "") : token.image;
  const key = text.toLowerCase().replaceAll("’", "'");
  return { shape, text, key, start: token.startOffset, end: token.startOffset + text.length };
}
