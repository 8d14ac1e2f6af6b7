import { CATEGORY_MCCS } from "../mcc/category-mccs.js";
import { canonicalMerchantPattern } from "../merchant/merchant-id.js";
import {
  readCategoryText,
  readChainText,
  readCountryText,
  readMccText,
  readRecipientText,
  readTokenText,
} from "../reading/fact-text.js";
import { set } from "../reading/list-reader.js";
import { object, optional } from "../reading/object-reader.js";
import { addIssue, oneOf, type Reader, type ReadingContext, text } from "../reading/reader.js";
import { quote, type Reading, refuse } from "../reading/refusal.js";
import type { Scope, Selector } from "./policy.js";

/** What a payment can be for, sorted. */
export const SCOPES = ["agent_to_agent", "compute", "data", "digital", "retail", "services"] as const satisfies Scope[];

function readPattern(text: string, { isPublicSuffix }: ReadingContext): Reading {
  const reading = canonicalMerchantPattern(text);
  if (!reading.ok) return reading;
  const { id } = reading;
  if (id.startsWith("*.") && isPublicSuffix?.(id.slice("*.".length)) === true) {
    return refuse("bad_pattern", `${quote(id)} would match everybody's host names under a public suffix.`);
  }
  return id;
}

function readKnownCategory(text: string, { categories }: ReadingContext): Reading {
  const id = readCategoryText(text);
  if (typeof id !== "string" || Object.hasOwn(CATEGORY_MCCS, id) || Object.hasOwn(categories, id)) return id;
  return refuse("unknown_value", `${quote(id)} is not in the category table.`);
}

const dimensions = object<Selector>({
  merchants: optional(set(text(readPattern))),
  categories: optional(set(text(readKnownCategory))),
  mccs: optional(set(text(readMccText))),
  scopes: optional(set(oneOf<Scope>(SCOPES))),
  tokens: optional(set(text(readTokenText))),
  chains: optional(set(text(readChainText))),
  recipients: optional(set(text(readRecipientText))),
  countries: optional(set(text(readCountryText))),
  merchantHistory: optional(oneOf(["new", "known"])),
});

/** What an empty selector matches; the same as none. */
export const EVERYTHING: Selector = Object.freeze({});

/** A selector whose key can be left out to match everything: `{}` is another spelling of that, and gives `EVERYTHING`. */
export const selector: Reader<Selector> = (value, path, context) => {
  const read = dimensions(value, path, context);
  if (read === undefined || Object.keys(read).length > 0) return read;
  addIssue(context, "not_canonical", path, "An empty selector matches everything: leave the key out.");
  return EVERYTHING;
};

/** A selector that has to say something. */
export function selectorThatSelects(messageWhenEmpty: string): Reader<Selector> {
  return (value, path, context) => {
    const read = dimensions(value, path, context);
    if (read === undefined || Object.keys(read).length > 0) return read;
    addIssue(context, "impossible", path, messageWhenEmpty);
    return undefined;
  };
}
