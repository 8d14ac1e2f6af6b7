import type { Issue } from "../issue.js";
import { canonicalMerchant } from "../merchant/merchant-id.js";
import { isPlainHost } from "../merchant/plain-host.js";
import { readAmountText, readShareText } from "../money/amount-text.js";
import type { Scope } from "../policy/policy.js";
import { SCOPES } from "../policy/read-selector.js";
import {
  readCategoryText,
  readChainText,
  readCountryText,
  readCurrencyText,
  readMccText,
  readNameText,
  readRecipientText,
  readTokenText,
} from "../reading/fact-text.js";
import { join } from "../reading/path.js";
import { isPlain, typeName } from "../reading/plain-object.js";
import { quote, quoteAll, type Reading, refuse } from "../reading/refusal.js";
import { formatInstant, parseInstant } from "../time/instant.js";
import type { Payment } from "./payment.js";

/** A payment in canonical form, or everything that is wrong with what was read. */
export type PaymentReading =
  | { readonly ok: true; readonly payment: Payment }
  | { readonly ok: false; readonly issues: readonly [Issue, ...Issue[]] };

type Key = keyof Payment;

const KEYS = [
  "id",
  "account",
  "amount",
  "fee",
  "currency",
  "merchant",
  "category",
  "mcc",
  "scope",
  "token",
  "chain",
  "recipient",
  "country",
  "driftScore",
  "at",
] as const satisfies readonly Key[];
const KNOWN: ReadonlySet<string> = new Set(KEYS);
/** The length that only one form of an instant has, `2026-12-31T00:00:00Z`, which is canonical. */
const WITH_SECONDS_IN_UTC = 20;

/**
 * Reads a payment from outside, such as the result of `JSON.parse`, into its canonical form: the merchant as its id
 * (see `canonicalMerchant`), codes in their letter case, amounts without needless zeros, the instant in UTC.
 *
 * Amounts and fees may carry a sign, which the first check judges; everything else that is malformed is an issue. An MCC
 * or category that no table lists is a payment like any other. Keys whose value is `undefined` count as absent.
 *
 * @returns the payment as fresh plain data, or all issues, at least one. Never throws, and never changes its argument.
 */
export function readPayment(json: unknown): PaymentReading {
  try {
    return read(json);
  } catch {
    // A getter or proxy of the caller's threw.
    return refused([{ code: "wrong_type", path: "", message: "This object cannot be inspected." }]);
  }
}

function read(json: unknown): PaymentReading {
  if (typeof json !== "object" || json === null || Array.isArray(json) || !isPlain(json)) {
    const message = `A payment must be a plain object, not ${typeName(json)}.`;
    return refused([{ code: "wrong_type", path: "", message }]);
  }
  const issues: Issue[] = [];
  checkKeys(json, issues);
  const payment = readFields(json as Readonly<Partial<Record<Key, unknown>>>, issues);
  const [first, ...others] = issues;
  return first === undefined ? { ok: true, payment } : refused([first, ...others]);
}

/** Every key is known, and the object's own: what a tampered `Object.prototype` lends is unknown too. */
function checkKeys(json: object, issues: Issue[]): void {
  let count = 0;
  for (const key in json) {
    count += 1;
    if (!KNOWN.has(key)) issues.push(unknownKey(key));
  }
  if (Object.keys(json).length === count) return;
  for (const key in json) if (KNOWN.has(key) && !Object.hasOwn(json, key)) issues.push(unknownKey(key));
}

/** Each field is named, not looped over: this runs on every decision, and a loop takes ten times as long. */
function readFields(from: Readonly<Partial<Record<Key, unknown>>>, issues: Issue[]): Payment {
  const id = required(from.id, "id", readId, issues);
  const account = required(from.account, "account", readAccount, issues);
  const amount = required(from.amount, "amount", readSigned, issues);
  const fee = optional(from.fee, "fee", readSigned, issues);
  const currency = optional(from.currency, "currency", readCurrencyText, issues);
  const merchant = optional(from.merchant, "merchant", readMerchant, issues);
  const category = optional(from.category, "category", readCategoryText, issues);
  const mcc = optional(from.mcc, "mcc", readMccText, issues);
  const scope = optional(from.scope, "scope", readScope, issues);
  const token = optional(from.token, "token", readTokenText, issues);
  const chain = optional(from.chain, "chain", readChainText, issues);
  const recipient = optional(from.recipient, "recipient", readRecipientText, issues);
  const country = optional(from.country, "country", readCountryText, issues);
  const driftScore = optional(from.driftScore, "driftScore", readShareText, issues);
  const at = required(from.at, "at", readInstant, issues);

  const payment = { id, account, amount } as Payment;
  if (fee !== undefined) payment.fee = fee;
  if (currency !== undefined) payment.currency = currency;
  if (merchant !== undefined) payment.merchant = merchant;
  if (category !== undefined) payment.category = category;
  if (mcc !== undefined) payment.mcc = mcc;
  if (scope !== undefined) payment.scope = scope as Scope;
  if (token !== undefined) payment.token = token;
  if (chain !== undefined) payment.chain = chain;
  if (recipient !== undefined) payment.recipient = recipient;
  if (country !== undefined) payment.country = country;
  if (driftScore !== undefined) payment.driftScore = driftScore;
  payment.at = at;
  return payment;
}

/** The canonical text of a field that may be absent; `undefined` where it is absent or refused. */
function optional(value: unknown, key: Key, read: (text: string) => Reading, issues: Issue[]): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string") {
    issues.push(wrongType(key, value));
    return undefined;
  }
  const reading = read(value);
  if (typeof reading === "string") return reading;
  issues.push({ code: reading.code, path: key, message: reading.message });
  return undefined;
}

/** The canonical text of a field; empty where it is absent or refused, and then there is an issue. */
function required(value: unknown, key: Key, read: (text: string) => Reading, issues: Issue[]): string {
  if (value === undefined) issues.push({ code: "missing", path: key, message: `${quote(key)} is missing.` });
  return optional(value, key, read, issues) ?? "";
}

function refused(issues: readonly [Issue, ...Issue[]]): PaymentReading {
  return { ok: false, issues };
}

function wrongType(key: Key, value: unknown): Issue {
  const hint =
    typeof value === "number" && (key === "amount" || key === "fee" || key === "driftScore")
      ? `, as a JSON number would not be exact: write ${quote(String(value))}`
      : "";
  return { code: "wrong_type", path: key, message: `${quote(key)} must be text, not ${typeName(value)}${hint}.` };
}

function unknownKey(key: string): Issue {
  const message = `There is no key ${quote(key)} in a payment, only ${quoteAll(KEYS)}.`;
  return { code: "unknown_key", path: join("", key), message };
}

function readId(text: string): Reading {
  return readNameText(text, "An id");
}

function readAccount(text: string): Reading {
  return readNameText(text, "An account");
}

function readSigned(text: string): Reading {
  return readAmountText(text, "signed");
}

function readMerchant(text: string): Reading {
  if (isPlainHost(text)) return text;
  const reading = canonicalMerchant(text);
  return reading.ok ? reading.id : reading;
}

function readScope(text: string): Reading {
  const scope = text.toLowerCase();
  return SCOPES.some((known) => known === scope)
    ? scope
    : refuse("unknown_value", `${quote(text)} is none of ${quoteAll(SCOPES)}.`);
}

function readInstant(text: string): Reading {
  const ms = parseInstant(text);
  if (ms === undefined) {
    return refuse("malformed", `An instant is written as "2026-12-31T00:00:00Z", with a time and a zone, and exists.`);
  }
  return text.length === WITH_SECONDS_IN_UTC && text.endsWith("Z") ? text : formatInstant(ms);
}
