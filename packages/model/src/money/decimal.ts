import { Decimal as DecimalJs } from "decimal.js";
import type { Amount } from "../policy/policy.js";

/**
 * decimal.js with room for every product of two amounts (2 × 34 digits), so that no operation on amounts rounds.
 * A constructor of our own: the settings of the caller's `Decimal` are neither used nor changed.
 */
export const Decimal = DecimalJs.clone({ precision: 80, toExpNeg: -40, toExpPos: 80 });
export type Decimal = DecimalJs;

/** The amount as a `Decimal`, for callers who calculate with it; exact. Throws on text that is no decimal number. */
export function toDecimal(amount: Amount): Decimal {
  return new Decimal(amount);
}
