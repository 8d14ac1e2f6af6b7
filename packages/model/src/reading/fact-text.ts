import { isCurrency } from "../money/currency-digits.js";
import { isCountry } from "../place/country.js";
import { quote, type Reading, refuse } from "./refusal.js";

// The facts that a policy selects by and a payment states. Each reader gives the canonical spelling, or refuses.

const CURRENCY = /^[A-Za-z]{3}$/;
const COUNTRY = /^[A-Za-z]{2}$/;
const CATEGORY = /^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*$/;
const TOKEN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
const CHAIN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const HEX_PREFIX = /^0[xX]/;
/** Control and invisible characters, lone surrogates, and white space at either end: two such texts can look alike. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^\s|\s$/u;
const DIGIT_ZERO = 0x30;
const DIGIT_NINE = 0x39;
const SPACE = 0x20;
const TILDE = 0x7e;
const MAX_NAME_LENGTH = 256;

/** An ISO 4217 code, in upper case. */
export function readCurrencyText(text: string): Reading {
  if (isCurrency(text)) return text;
  if (!CURRENCY.test(text))
    return refuse("malformed", `A currency is an ISO 4217 code of three letters, such as "USD".`);
  const code = text.toUpperCase();
  return isCurrency(code) ? code : refuse("unknown_value", `${quote(text)} is no ISO 4217 currency in use.`);
}

/** An ISO 3166-1 alpha-2 code, in upper case. */
export function readCountryText(text: string): Reading {
  if (isCountry(text)) return text;
  if (!COUNTRY.test(text)) return refuse("malformed", `A country is an ISO 3166-1 code of two letters, such as "US".`);
  const code = text.toUpperCase();
  return isCountry(code) ? code : refuse("unknown_value", `${quote(text)} is no ISO 3166-1 country code.`);
}

/** An ISO 18245 merchant category code: four digits, whether any table lists them or not. */
export function readMccText(text: string): Reading {
  return text.length === 4 && isDigits(text)
    ? text
    : refuse("malformed", `A merchant category code is four digits, such as "7995".`);
}

/** The id of a category, in lower case, whether any table lists it or not. */
export function readCategoryText(text: string): Reading {
  if (text.length > MAX_NAME_LENGTH) return tooLong("A category id");
  if (CATEGORY.test(text)) return text.toLowerCase();
  return refuse("malformed", `A category is an id of letters, digits and "_", such as "adult" or "digital_goods".`);
}

/** A token symbol, in upper case. */
export function readTokenText(text: string): Reading {
  if (TOKEN.test(text)) return text.toUpperCase();
  return refuse("malformed", `A token is a symbol of at most 32 letters and digits, such as "USDC".`);
}

/** The id of a chain, in lower case. */
export function readChainText(text: string): Reading {
  if (CHAIN.test(text)) return text.toLowerCase();
  return refuse(
    "malformed",
    `A chain is an id of at most 64 letters, digits and ":", such as "base" or "eip155:8453".`,
  );
}

/** An address or account id: in lower case where it starts with 0x, else verbatim. */
export function readRecipientText(text: string): Reading {
  return readNameText(HEX_PREFIX.test(text) ? text.toLowerCase() : text, "A recipient");
}

/**
 * A name that is compared as it is: 1 to 256 UTF-16 code units, nothing invisible in it and no space around it.
 *
 * @param noun what it is called at the start of a message, such as "A recipient".
 */
export function readNameText(text: string, noun: string): Reading {
  if (text === "") return refuse("malformed", `${noun} is empty.`);
  if (text.length > MAX_NAME_LENGTH) return tooLong(noun);
  if (isVisibleAscii(text) || !UNSAFE.test(text)) return text;
  return refuse("malformed", `${noun} has no control or invisible characters, and no space before or after it.`);
}

function tooLong(noun: string): Reading {
  return refuse("out_of_range", `${noun} has at most ${MAX_NAME_LENGTH} characters.`);
}

// By character code and not by regular expression: these run on every payment.

function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < DIGIT_ZERO || code > DIGIT_NINE) return false;
  }
  return true;
}

function isVisibleAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code <= SPACE || code > TILDE) return false;
  }
  return true;
}
