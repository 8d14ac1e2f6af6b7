import { canonicalMerchantPattern, isPublicSuffix, type Selector } from "@spendrail/model";
import type { Finding, Fix } from "../diagnostic/diagnostic.js";
import { notExpressible } from "../diagnostic/findings.js";
import { rawTokens } from "../lexer/raw-lexer.js";
import type { Vocabulary } from "../lexer/vocabulary.js";
import type { Word } from "../lexer/word.js";
import { unquote } from "../names/quotation.js";
import type { SelectorItem, SelectorPhrase } from "../phrase/phrase.js";
import { type IdKey, idKeyOf, readQuotedId } from "./quoted-id.js";

/** Several selectors, any of which may match, and the same by item of the list. */
export interface ResolvedSelector {
  /** One for each dimension that the list is over. More than one cannot be one selector. */
  alternatives: Selector[];
  /** One for each item, in the order of the text. */
  items: Selector[];
}

type Dimension = "who" | Exclude<keyof Selector, "merchants" | "categories" | "mccs">;

const dimensionsOf = (selector: Selector): Set<Dimension> =>
  new Set(
    Object.keys(selector).map((key) =>
      key === "merchants" || key === "categories" || key === "mccs" ? "who" : (key as Dimension),
    ),
  );

/** Both at once; undefined when they speak of the same thing, which the model cannot join. */
export function both(a: Selector, b: Selector): Selector | undefined {
  const shared = dimensionsOf(a);
  for (const dimension of dimensionsOf(b)) if (shared.has(dimension)) return undefined;
  return { ...a, ...b };
}

/** Any of several selectors over the same dimension. */
export function anyOf(selectors: readonly [Selector, ...Selector[]]): Selector {
  if (selectors.length === 1) return selectors[0];
  const lists = new Map<string, Set<string>>();
  let merged: Record<string, unknown> = {};
  for (const selector of selectors) {
    merged = Object.assign(merged, selector);
    for (const [key, values] of Object.entries(selector)) {
      if (!Array.isArray(values)) continue;
      const list = lists.get(key) ?? new Set();
      for (const value of values) list.add(value);
      lists.set(key, list);
    }
  }
  for (const [key, list] of lists) merged[key] = [...list].sort();
  return merged as Selector;
}

/** Reads a selector phrase; findings are added to the list, and then the result is undefined. */
export function resolveSelector(
  phrase: SelectorPhrase,
  vocabulary: Vocabulary,
  findings: Finding[],
): ResolvedSelector | undefined {
  const groups: Selector[][] = [];
  let failed = false;
  for (const item of phrase.items) {
    const selector = readItem(item, vocabulary, findings);
    if (selector === undefined) failed = true;
    else if (groups.length === 0 || item.tie !== "any") groups.push([selector]);
    else groups.at(-1)?.push(selector);
  }
  if (failed) return undefined;
  if (groups.some(hasSharedAdjective)) {
    findings.push(notExpressible(phrase));
    return undefined;
  }
  const united = groups.map(uniteByDimension);
  let [joined, ...others] = united as [Selector[], ...Selector[][]];
  let items = groups[0] ?? [];
  for (const other of others) {
    const [condition] = other;
    const merged =
      other.length === 1 && joined.length === 1 && condition ? both(joined[0] as Selector, condition) : undefined;
    if (merged === undefined || condition === undefined) {
      findings.push(notExpressible(phrase));
      return undefined;
    }
    joined = [merged];
    items = items.map((item) => both(item, condition) ?? item);
  }
  return { alternatives: joined, items };
}

/** "US and Canadian gambling": the gambling is American too. */
function hasSharedAdjective(items: readonly Selector[]): boolean {
  return items.some((item, index) => {
    const [dimension, ...others] = dimensionsOf(item);
    const isAdjective = others.length === 0 && (dimension === "countries" || dimension === "merchantHistory");
    return isAdjective && items.slice(index + 1).some((later) => dimension in later && dimensionsOf(later).size > 1);
  });
}

function uniteByDimension(items: readonly Selector[]): Selector[] {
  const groups = new Map<string, [Selector, ...Selector[]]>();
  for (const item of items) {
    const key = [...dimensionsOf(item)].sort().join("+");
    const group = groups.get(key);
    // A list of pairs such as "new US merchants and known German merchants" has no union.
    if (group !== undefined && key.includes("+")) groups.set(`${key}#${groups.size}`, [item]);
    else if (group !== undefined) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()].map(anyOf);
}

const RECIPIENT = /^(?:recipient|address|payee|wallet|beneficiary|account)/i;

function readItem(item: SelectorItem, vocabulary: Vocabulary, findings: Finding[]): Selector | undefined {
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
