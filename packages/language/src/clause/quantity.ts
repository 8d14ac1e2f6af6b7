import { isCurrency, TOKENS } from "@spendrail/model";
import type { Finding, Span } from "../diagnostic/diagnostic.js";
import type { Word } from "../lexer/word.js";
import type { QuantityPhrase } from "../phrase/phrase.js";
import { type CurrencySign, MAGNITUDES, SHARED_SIGNS } from "../vocabulary/money-words.js";

/** A figure with what it counts. `value` is a decimal string in canonical form. */
export type Quantity = Span & { value: string } & (
    | { of: "amount"; currency: CurrencySign }
    | { of: "number" | "percent" | "count" | "approvals" }
    | { of: "duration"; ms: number }
  );

const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const PLAIN = /^(?:\d+(?:\.\d+)?|\.\d+)$/;
/** Counts go up to 2^53 - 1; amounts to 10^15. */
const LARGEST = 2n ** 53n;
const LARGEST_AMOUNT = 10n ** 15n;

/** What a quantity phrase says, or why it says nothing for sure. */
export function readQuantity({ words, start, end }: QuantityPhrase): Quantity | Finding {
  const at = { start, end };
  const figures = words.filter((word) => word.class === "figure");
  const text = textOf(words);
  if (words.some((word) => word.class === "minus")) {
    return { code: "amount_negative", at, message: `The amount ${text} is below zero.` };
  }
  const value = figures.length === 1 ? decimalOf(words) : undefined;
  if (value === undefined) return ambiguous(at, text, figures[0]);
  const has = (name: Word["class"]) => words.find((word) => word.class === name);
  const unit = has("unit")?.meaning;
  if (unit !== undefined && "unit" in unit) return { of: "duration", ms: unit.unit.ms * Number(value), value, ...at };
  if (has("percent") && words.some((word) => currencyOf(word).length > 0)) return ambiguous(at, text, figures[0]);
  if (has("percent")) return { of: "percent", value: shifted(value, -2), ...at };
  if (has("times")) return { of: "count", value, ...at };
  if (has("approval")) return { of: "approvals", value, ...at };
  return withCurrency(words, value, at, text);
}

function withCurrency(words: readonly Word[], value: string, at: Span, text: string): Quantity | Finding {
  const currencies = words.flatMap((word) => currencyOf(word));
  const codes = new Set(currencies.flatMap(({ sign }) => ("code" in sign ? [sign.code] : [])));
  const shared = currencies.find(({ sign }) => "shared" in sign)?.sign;
  if (codes.size > 1) return { code: "mixed_currency", at, message: `The amount ${text} names two currencies.` };
  const [code] = codes;
  if (currencies.some(({ scale }) => scale !== 1) && currencies.length > 1) return ambiguous(at, text, undefined);
  if (code !== undefined && shared !== undefined && !canBe(shared, code))
    return { code: "mixed_currency", at, message: `The amount ${text} names two currencies.` };
  const currency: CurrencySign | undefined = code === undefined ? shared : { code };
  if (currency === undefined) return { of: "number", value, ...at };
  if ("code" in currency && !isCurrency(currency.code)) {
    return {
      code: "not_understood",
      at,
      message: `The amount ${text} is in a token without a fixed price; write it in a currency.`,
    };
  }
  if (BigInt(value.split(".")[0] ?? "0") > LARGEST_AMOUNT)
    return { code: "value_out_of_range", at, message: `The amount ${text} is too large.` };
  const cents = currencies.find(({ scale }) => scale !== 1);
  return { of: "amount", value: cents ? shifted(value, -2) : value, currency, ...at };
}

/** "$100 CAD": a shared sign may stand for the currency that the code names. */
function canBe(sign: CurrencySign, code: string): boolean {
  if ("code" in sign) return sign.code === code;
  const { usual, others } = SHARED_SIGNS[sign.shared];
  return usual === code || (others as readonly string[]).includes(code);
}

function currencyOf(word: Word): { sign: CurrencySign; scale: number }[] {
  if (word.meaning === undefined) return [];
  if ("sign" in word.meaning) return [word.meaning];
  if (word.class !== "token" || !("name" in word.meaning) || word.meaning.name.kind !== "token") return [];
  const { id } = word.meaning.name;
  return [{ sign: { code: TOKENS[id]?.peg ?? id }, scale: 1 }];
}

function decimalOf(words: readonly Word[]): string | undefined {
  const figure = words.find((word) => word.class === "figure");
  const text = figure?.meaning !== undefined && "figure" in figure.meaning ? figure.meaning.figure : "";
  const digits = text.replace(/[a-z]+$/i, "");
  const plain = GROUPED.test(digits) ? digits.replaceAll(",", "") : digits;
  if (!PLAIN.test(plain) || /^0\d/.test(plain)) return undefined;
  // "1.000" may be a thousand.
  if (/^\d{1,3}\.\d{3}$/.test(plain) && !plain.startsWith("0.") && plain === digits) return undefined;
  const scales = [
    text.slice(digits.length),
    ...words.filter((word) => word.class === "magnitude").map((word) => word.text),
  ];
  const exponent = scales.reduce((sum, scale) => sum + (scale === "" ? 0 : (MAGNITUDES[scale.toLowerCase()] ?? 0)), 0);
  const value = shifted(plain.startsWith(".") ? `0${plain}` : plain, exponent);
  return value.length > 40 || BigInt(value.split(".")[0] ?? "0") > LARGEST || (value.split(".")[1]?.length ?? 0) > 18
    ? undefined
    : value;
}

/** The decimal string times a power of ten, without leading and trailing zeros. */
export function shifted(value: string, exponent: number): string {
  const [whole = "0", fraction = ""] = value.split(".");
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? `${"0".repeat(1 - point)}${digits}` : digits.padEnd(point, "0");
  const at = point <= 0 ? 1 : point;
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  const rest = padded.slice(at).replace(/0+$/, "");
  return rest === "" ? integer : `${integer}.${rest}`;
}

function ambiguous(at: Span, text: string, figure: Word | undefined): Finding {
  const digits = figure?.text ?? "";
  const decimal = /^(?:\d{1,3}(?:\.\d{3})+|\d+),\d{1,2}$/.test(digits)
    ? digits.replaceAll(".", "").replace(",", ".")
    : undefined;
  const grouped = /^\d{1,3}(?:[.'’_]\d{3})+$/.test(digits) ? digits.replaceAll(/[.'’_]/g, ",") : undefined;
  const readings = [decimal, grouped, grouped && digits.replaceAll(/['’_]/g, ".")].filter(
    (reading) => reading !== undefined && PLAIN.test(reading.replaceAll(",", "")) && reading !== digits,
  );
  return {
    code: "amount_ambiguous",
    at,
    message: `The figure ${text} can be read in more than one way; write it like 1,000.50.`,
    ...(figure &&
      readings.length > 0 && {
        fixes: readings.map((reading) => ({
          title: `Write ${reading}`,
          edits: [{ start: figure.start, end: figure.end, text: reading as string }],
        })),
      }),
  };
}

function textOf(words: readonly Word[]): string {
  return words
    .map((word, index) => (index > 0 && words[index - 1]?.end !== word.start ? ` ${word.text}` : word.text))
    .join("");
}
