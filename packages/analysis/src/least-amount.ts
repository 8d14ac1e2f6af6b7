import { AMOUNT_DECIMALS, type Amount, fromUnits, minorUnitDigits } from "@spendrail/model";

/** One minor unit of a currency (ISO 4217). */
export function leastAmount(currency: string): Amount {
  return fromUnits(10n ** BigInt(AMOUNT_DECIMALS - (minorUnitDigits(currency) ?? 0)));
}
