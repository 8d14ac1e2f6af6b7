import { canonicalMerchantPattern, isPublicSuffix, type Selector } from "@spendrail/model";
import type { Finding, Fix } from "../diagnostic/diagnostic.js";
import { notExpressible } from "../diagnostic/findings.js";
import { rawTokens } from "../lexer/raw-lexer.js";
import type { Vocabulary } from "../lexer/vocabulary.js";
import type { Word } from "../lexer/word.js";
import { unquote } from "../names/quotation.js";
import type { SelectorItem } from "../phrase/phrase.js";
import { type IdKey, idKeyOf, readQuotedId } from "./quoted-id.js";
import { both } from "./selector-union.js";

const RECIPIENT = /^(?:recipient|address|payee|wallet|beneficiary|account)/i;

export function readItem(item: SelectorItem, vocabulary: Vocabulary, findings: Finding[]): Selector | undefined {
  const unknown = item.words.filter((word) => word.class === "unknown");
  const isRecipient = item.words.some(
    (word) =>
      word.class === "recipientWord" ||
      ((word.class === "partition" || word.class === "seller") && RECIPIENT.test(word.text)),
  );
  if (unknown.length > 0) {
    findings.push(unknownName(item.words));
    return undefined;
  }
  const codes = item.words.filter((word) => word.class === "figure");
  if (codes.length > 0) return readCodes(codes, findings);
  let selector: Selector | undefined = {};
  for (const [index, word] of item.words.entries()) {
    const key = isRecipient ? "recipients" : idKeyOf(item.words[index - 1]?.text ?? "");
    const part = readName(word, key, vocabulary, findings);
    if (part === "failed") return undefined;
    if (part !== undefined) selector = selector && both(selector, part);
  }
  if (selector === undefined) findings.push(notExpressible(item));
  return selector;
}

const NEW = /^(?:new|brand|first|unknown|unfamiliar|unseen|unrecogni|never)/i;

function readName(
  word: Word,
  key: IdKey | undefined,
  vocabulary: Vocabulary,
  findings: Finding[],
): Selector | "failed" | undefined {
  if (word.class === "history") return { merchantHistory: NEW.test(word.text) ? "new" : "known" };
  if (word.class === "address") return { recipients: [word.text.toLowerCase()] };
  if (word.class === "quoted") {
    const text = unquote(word.text);
    return key ? readId(key, word, text, vocabulary, findings) : readMerchant(word, text, vocabulary, findings);
  }
  if (word.class === "host") return readMerchant(word, word.text, vocabulary, findings);
  if (word.meaning === undefined || !("name" in word.meaning)) return undefined;
  const { name } = word.meaning;
  switch (name.kind) {
    case "merchant":
      return { merchants: [name.id] };
    case "category":
      return { categories: [name.id] };
    case "scope":
      return { scopes: [name.id] };
    case "token":
      return { tokens: [name.id] };
    case "chain":
      return { chains: [name.id] };
    case "country":
      return { countries: [...name.codes].sort() };
  }
}

function readId(
  key: IdKey,
  word: Word,
  id: string,
  { categories }: Vocabulary,
  findings: Finding[],
): Selector | "failed" {
  const reading = readQuotedId(key, id, categories);
  if (!("code" in reading)) return reading;
  const code =
    reading.code === "unknown_value"
      ? "unknown_name"
      : reading.code === "mixed_script"
        ? "mixed_script"
        : "bad_pattern";
  findings.push({ code, at: { start: word.start, end: word.end }, message: reading.message });
  return "failed";
}

function readMerchant(word: Word, text: string, vocabulary: Vocabulary, findings: Finding[]): Selector | "failed" {
  const at = { start: word.start, end: word.end };
  const tokens = rawTokens(text);
  const known = word.class === "quoted" ? vocabulary.longest(tokens, 0) : undefined;
  if (
    known?.next === tokens.length &&
    known.meaning !== undefined &&
    "name" in known.meaning &&
    known.meaning.name.kind === "merchant"
  ) {
    return { merchants: [known.meaning.name.id] };
  }
  const reading = canonicalMerchantPattern(text);
  if (!reading.ok) {
    const code = reading.code === "mixed_script" ? "mixed_script" : "bad_pattern";
    findings.push({ code, at, message: reading.message });
    return "failed";
  }
  if (reading.id.startsWith("*.") && isPublicSuffix(reading.id.slice(2))) {
    findings.push({
      code: "bad_pattern",
      at,
      message: `The pattern ${text} covers every merchant under a public suffix.`,
    });
    return "failed";
  }
  if (!word.text.startsWith("*.") && text.toLowerCase().startsWith("*")) {
    findings.push({ code: "bad_pattern", at, message: `The wildcard in ${text} is not understood.` });
    return "failed";
  }
  const lastLabel = reading.host ? (reading.id.split(".").at(-1) ?? "") : "";
  if (word.class === "host" && vocabulary.grammarWords.has(lastLabel) && !isPublicSuffix(lastLabel)) {
    const dot = word.start + word.text.lastIndexOf(".") + 1;
    findings.push({
      code: "not_understood",
      at,
      message: `It is not clear whether ${text} is a host name or two sentences.`,
      fixes: [{ title: "Put a space after the full stop", edits: [{ start: dot, end: dot, text: " " }] }],
    });
    return "failed";
  }
  return { merchants: [reading.id] };
}

/** Each range is written out, so a few words must not stand for ever so many codes. */
const LONGEST_CODE_RANGE = 1_000;

function readCodes(figures: readonly Word[], findings: Finding[]): Selector | undefined {
  const [first = "", last = first] = figures.map((word) => word.text);
  const at = { start: figures[0]?.start ?? 0, end: figures.at(-1)?.end ?? 0 };
  if (!/^\d{4}$/.test(first) || !/^\d{4}$/.test(last) || Number(last) < Number(first)) {
    findings.push({
      code: "value_out_of_range",
      at,
      message: "A merchant category code has four digits, and a range goes upwards.",
    });
    return undefined;
  }
  const length = Number(last) - Number(first) + 1;
  if (length > LONGEST_CODE_RANGE) {
    findings.push({ code: "value_out_of_range", at, message: "A range holds at most 1,000 codes; write several." });
    return undefined;
  }
  const mccs = Array.from({ length }, (_, index) => String(Number(first) + index).padStart(4, "0"));
  return { mccs };
}

function unknownName(words: readonly Word[]): Finding {
  const from = words.findIndex((word) =>
    ["unknown", "merchant", "category", "scope", "token", "chain", "country", "quoted", "host"].includes(word.class),
  );
  const named = words.slice(Math.max(from, 0)).filter((word) => word.class !== "seller" && word.class !== "partition");
  const at = { start: named[0]?.start ?? 0, end: named.at(-1)?.end ?? 0 };
  const text = named
    .map((word, index) => (index > 0 && named[index - 1]?.end !== word.start ? ` ${word.text}` : word.text))
    .join("");
  const fixes: Fix[] = [
    { title: "Put it in quotes if it is a merchant", edits: [{ ...at, text: `"${text.replaceAll('"', "")}"` }] },
  ];
  return { code: "unknown_name", at, message: `The name ${text} is not known.`, fixes };
}
