import type { Amount } from "../policy/policy.js";

/** Amounts are exact to 18 decimals, the finest that any listed token has (ERC-20 `decimals` of DAI and ETH). */
export const AMOUNT_DECIMALS = 18;

const SCALE = 10n ** BigInt(AMOUNT_DECIMALS);
/** The largest amount: 10^15. */
export const MAX_AMOUNT_UNITS = 10n ** 15n * SCALE;

/**
 * An amount as a whole number of 10^-18: what sums and comparisons are made with, exactly and without rounding.
 *
 * @param amount a decimal string of at most 18 decimals, with or without a sign. Anything else is a broken invariant
 * of the caller and throws: text from outside goes through `readPolicy` or `readPayment` first.
 */
export function toUnits(amount: string): bigint {
  const negative = amount.startsWith("-");
  const unsigned = negative || amount.startsWith("+") ? amount.slice(1) : amount;
  const point = unsigned.indexOf(".");
  const whole = point < 0 ? unsigned : unsigned.slice(0, point);
  const fraction = point < 0 ? "" : unsigned.slice(point + 1);
  const units = BigInt(whole + fraction.padEnd(AMOUNT_DECIMALS, "0"));
  return negative ? -units : units;
}

/** The canonical decimal string of a whole number of 10^-18, with a leading `-` when below zero. */
export function fromUnits(units: bigint): Amount {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(AMOUNT_DECIMALS + 1, "0");
  const whole = digits.slice(0, -AMOUNT_DECIMALS);
  const fraction = digits.slice(-AMOUNT_DECIMALS).replace(/0+$/, "");
  return fraction === "" ? sign + whole : `${sign}${whole}.${fraction}`;
}
