import { type Reading, type Refusal, refuse } from "../reading/refusal.js";
import { AMOUNT_DECIMALS } from "./amount.js";

const POINT = 0x2e;
const DIGIT_ZERO = 0x30;
const DIGIT_NINE = 0x39;
const DECIMAL = /^([+-]?)([0-9]+)(?:\.([0-9]+))?$/;
/** 10^15 */
const MAX_WHOLE = "1000000000000000";

/**
 * The canonical spelling of an amount: without leading and trailing zeros, at most 18 decimals, at most 10^15.
 *
 * @param sign `"signed"` keeps a minus (before anything but zero); `"unsigned"` refuses it.
 */
export function readAmountText(text: string, sign: "signed" | "unsigned"): Reading {
  if (isCanonical(text)) return text;
  const parts = DECIMAL.exec(text);
  if (parts === null) return noDecimal(text);
  const isNegative = parts[1] === "-";
  if (isNegative && sign === "unsigned") return refuse("out_of_range", "This amount cannot be negative.");
  const whole = withoutLeadingZeros(parts[2] ?? "");
  const fraction = withoutTrailingZeros(parts[3] ?? "");
  if (fraction.length > AMOUNT_DECIMALS) {
    return refuse("out_of_range", `An amount has at most ${AMOUNT_DECIMALS} decimals.`);
  }
  if (whole.length > MAX_WHOLE.length || (whole.length === MAX_WHOLE.length && whole + fraction !== MAX_WHOLE)) {
    return refuse("out_of_range", `An amount is at most ${MAX_WHOLE}.`);
  }
  const digits = fraction === "" ? whole : `${whole}.${fraction}`;
  return isNegative && digits !== "0" ? `-${digits}` : digits;
}

/**
 * The canonical spelling of a share of one, such as a drift score: an amount from 0 to 1.
 */
export function readShareText(text: string): Reading {
  const share = readAmountText(text, "unsigned");
  if (typeof share !== "string" || share === "1" || share === "0" || share.startsWith("0.")) return share;
  return refuse("out_of_range", `This must be a share from 0 to 1, such as "0.8".`);
}

/**
 * Whether the text is canonical and below 10^15: one to fifteen digits without a leading zero, and perhaps a point and
 * one to eighteen digits without a trailing one. By character code, as this runs several times on every payment.
 */
function isCanonical(text: string): boolean {
  let point = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === POINT && point === text.length) point = index;
    else if (code < DIGIT_ZERO || code > DIGIT_NINE) return false;
  }
  if (point === 0 || point >= MAX_WHOLE.length || (point > 1 && text.charCodeAt(0) === DIGIT_ZERO)) return false;
  if (point === text.length) return true;
  const decimals = text.length - point - 1;
  return decimals > 0 && decimals <= AMOUNT_DECIMALS && text.charCodeAt(text.length - 1) !== DIGIT_ZERO;
}

function noDecimal(text: string): Refusal {
  return refuse(
    "malformed",
    text === ""
      ? "An amount is empty."
      : `An amount is written with digits and at most one point, such as "1000.50": no thousands separator, exponent, currency or space.`,
  );
}

function withoutLeadingZeros(digits: string): string {
  let start = 0;
  while (start < digits.length - 1 && digits[start] === "0") start += 1;
  return digits.slice(start);
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
}
