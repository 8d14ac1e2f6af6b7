import { AMOUNT_DECIMALS, minorUnitDigits, type Payment, TOKENS, toUnits } from "@spendrail/model";
import type { EngineOptions } from "../options.js";

const ONE = 10n ** BigInt(AMOUNT_DECIMALS);

/** How payments in any currency are counted in the policy's. */
export interface Conversion {
  /** The symbols of the tokens whose peg is known. */
  readonly tokens: readonly string[];
  /** The currency a payment's amount and fee are in. */
  currencyOf(payment: Pick<Payment, "currency" | "token">): string;
  /** Units of the policy's currency, rounded up; `undefined` when there is no rate. */
  toPolicy(units: bigint, currency: string): bigint | undefined;
  /** The most units of `currency` that convert to at most `units` of the policy's currency. */
  fromPolicy(units: bigint, currency: string): bigint;
  /** The smallest step of a payment's amount: its token's decimals, else its currency's minor unit (ISO 4217). */
  stepOf(payment: Pick<Payment, "currency" | "token">): bigint;
}

/** Throws on a malformed rate; the compiler turns that into a policy that denies everything. */
export function compileConversion(policyCurrency: string, options: EngineOptions): Conversion {
  const tokens = new Map(Object.entries({ ...TOKENS, ...options.tokens }));
  const rates = new Map(Object.entries(options.rates ?? {}).map(([currency, rate]) => [currency, readRate(rate)]));
  rates.set(policyCurrency, ONE);

  const currencyOf = (payment: Pick<Payment, "currency" | "token">) =>
    payment.currency ??
    (payment.token === undefined ? policyCurrency : (tokens.get(payment.token)?.peg ?? payment.token));

  return {
    tokens: [...tokens.keys()],
    currencyOf,
    toPolicy(units, currency) {
      const rate = rates.get(currency);
      // Most payments are in the policy's currency, and big integers are slow.
      if (rate === ONE) return units;
      return rate === undefined ? undefined : divideUp(units * rate, ONE);
    },
    fromPolicy(units, currency) {
      const rate = rates.get(currency);
      if (rate === undefined) throw new Error(`there is no rate for ${currency}`);
      return rate === ONE ? units : (units * ONE) / rate;
    },
    stepOf(payment) {
      const decimals =
        payment.token === undefined
          ? (minorUnitDigits(currencyOf(payment)) ?? AMOUNT_DECIMALS)
          : (tokens.get(payment.token)?.decimals ?? AMOUNT_DECIMALS);
      return 10n ** BigInt(AMOUNT_DECIMALS - decimals);
    },
  };
}

function readRate(rate: string): bigint {
  if (!/^\d{1,16}(\.\d{1,18})?$/.test(rate) || toUnits(rate) === 0n) {
    throw new Error(`the rate "${rate}" is not a positive decimal string of at most 18 decimals`);
  }
  return toUnits(rate);
}

/** Rounds away from zero, so that a payment never counts for less than it is. */
function divideUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  if (quotient * divisor === dividend) return quotient;
  return dividend < 0n ? quotient - 1n : quotient + 1n;
}
