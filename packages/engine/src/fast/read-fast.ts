import { isCountry, SCOPES } from "@spendrail/model";
import { FastPayment } from "./fast-payment.js";
import { instantMs } from "./instant-fast.js";
import { microsOf, ONE_MICROS, withoutTrailingZeros } from "./micros.js";
import type { ReadingPlan } from "./plan.js";

/** The fields of a payment in the order in which they are mostly written. */
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
];
/** Has only what is lent to every object. */
const NO_KEYS = Object.freeze({});
const KNOWN: ReadonlySet<string> = new Set(KEYS);
const KNOWN_SCOPES: ReadonlySet<string> = new Set(SCOPES);
const MCC = /^[0-9]{4}$/;
const HEX_PREFIX = /^0x/i;
const CAPITAL = /[A-Z]/;
const CATEGORY = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
const CHAIN = /^[a-z0-9][a-z0-9._:-]{0,63}$/;
const MAX_LENGTH = 256;
const SPACE = 0x20;
const TILDE = 0x7e;

/**
 * Reads a payment that needs no rewriting: what `readPayment` accepts and would return as it is, in the policy's currency,
 * with at most six decimals. Most payments are such.
 *
 * @returns `undefined` for any other value. It says nothing about it: `readPayment` judges it.
 */
export function readFast(json: unknown, plan: ReadingPlan): FastPayment | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(json);
  if ((prototype !== Object.prototype && prototype !== null) || !hasKnownKeys(json)) return undefined;
  const from = json as Fields;
  const payment = readMoney(from, plan);
  return payment !== undefined && readFacts(from, plan, payment) ? payment : undefined;
}

/** What lends keys to every object makes all of them suspect. */
function hasKnownKeys(json: object): boolean {
  for (const _ in NO_KEYS) return false;
  let place = 0;
  for (const key in json) {
    while (place < KEYS.length && KEYS[place] !== key) place += 1;
    if (place === KEYS.length) {
      place = 0;
      if (!KNOWN.has(key)) return false;
    }
  }
  return true;
}

type Fields = Readonly<Partial<Record<string, unknown>>>;

/** Each field is read once: a getter could give another value the next time. */
function readMoney(from: Fields, plan: ReadingPlan): FastPayment | undefined {
  const { id, account, amount, fee, currency, token, at } = from;
  if (typeof id !== "string" || typeof amount !== "string" || typeof at !== "string") return undefined;
  if (!isVisible(id) || !plan.accounts.passes(account, isVisible)) return undefined;
  if (currency !== undefined && currency !== plan.currency) return undefined;
  if (token !== undefined && !(typeof token === "string" && plan.tokens.has(token))) return undefined;
  const atMs = instantMs(at);
  const amountMicros = microsOf(amount);
  const feeMicros = fee === undefined ? 0 : typeof fee === "string" ? microsOf(fee) : Number.NaN;
  if (atMs === undefined || !(amountMicros > 0) || !(feeMicros >= 0)) return undefined;
  const stated = withoutTrailingZeros(amount);
  return new FastPayment(account, stated, amountMicros, feeMicros, plan.currency, token, atMs, plan.categories);
}

function readFacts(from: Fields, plan: ReadingPlan, payment: FastPayment): boolean {
  const { merchant, mcc, scope, driftScore, category, chain, recipient, country } = from;
  if (merchant !== undefined) {
    const interned = typeof merchant === "string" ? plan.merchants.find(merchant) : undefined;
    if (interned === undefined) return false;
    payment.merchant = interned.id;
    payment.interned = interned;
  }
  if (mcc !== undefined) {
    if (!plan.mccs.passes(mcc, isMcc)) return false;
    payment.mcc = mcc;
  }
  if (scope !== undefined) {
    if (typeof scope !== "string" || !KNOWN_SCOPES.has(scope)) return false;
    payment.scope = scope;
  }
  if (driftScore !== undefined) {
    payment.driftMicros = typeof driftScore === "string" ? microsOf(driftScore) : Number.NaN;
    if (!(payment.driftMicros <= ONE_MICROS)) return false;
  }
  if (category !== undefined || chain !== undefined || recipient !== undefined || country !== undefined) {
    return readRareFacts(category, chain, recipient, country, plan, payment);
  }
  return true;
}

function readRareFacts(
  category: unknown,
  chain: unknown,
  recipient: unknown,
  country: unknown,
  plan: ReadingPlan,
  payment: FastPayment,
): boolean {
  if (category !== undefined) {
    if (!plan.categoryIds.passes(category, isCategory)) return false;
    payment.category = category;
  }
  if (chain !== undefined) {
    if (!plan.chains.passes(chain, isChain)) return false;
    payment.chain = chain;
  }
  if (recipient !== undefined) {
    if (!plan.recipients.passes(recipient, isRecipient)) return false;
    payment.recipient = recipient;
  }
  if (country !== undefined) {
    if (typeof country !== "string" || !isCountry(country)) return false;
    payment.country = country;
  }
  return true;
}

/** A name of visible ASCII characters alone. Others may be well formed too. */
function isVisible(text: string): boolean {
  const { length } = text;
  if (length === 0 || length > MAX_LENGTH) return false;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code <= SPACE || code > TILDE) return false;
  }
  return true;
}

function isMcc(mcc: string): boolean {
  return MCC.test(mcc);
}

function isCategory(category: string): boolean {
  return category.length <= MAX_LENGTH && CATEGORY.test(category);
}

function isChain(chain: string): boolean {
  return CHAIN.test(chain);
}

/** One that `readPayment` leaves as it is: addresses in hexadecimal it turns into lower case. */
function isRecipient(recipient: string): boolean {
  return isVisible(recipient) && !(HEX_PREFIX.test(recipient) && CAPITAL.test(recipient));
}
