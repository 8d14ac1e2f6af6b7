import { Decimal, type Payment, type SpendingPolicy } from "@spendrail/model";

/** What a token counts as; a token that is not here has no peg and counts as itself. */
const PEGS: Record<string, string> = { USDC: "USD", USDT: "USD", PYUSD: "USD", DAI: "USD", EURC: "EUR" };

/** Money of one payment in the policy's currency. */
export interface Money {
  amount: Decimal;
  fee: Decimal;
  /** Amount and fee: what limits count. */
  total: Decimal;
}

/** The currency a payment is in: stated, else the token's peg, else the token, else the policy's. */
export function currencyOf(payment: Payment, policy: SpendingPolicy): string {
  return payment.currency ?? (payment.token === undefined ? policy.currency : (PEGS[payment.token] ?? payment.token));
}

/** Units of the policy's currency for one unit of the payment's; `undefined` when nobody says. */
export function rateOf(
  payment: Payment,
  policy: SpendingPolicy,
  rates: Record<string, string> | undefined,
): Decimal | undefined {
  const currency = currencyOf(payment, policy);
  if (currency === policy.currency) return new Decimal(1);
  const rate = rates !== undefined && Object.hasOwn(rates, currency) ? rates[currency] : undefined;
  return rate === undefined ? undefined : new Decimal(rate);
}

/** Exact product, rounded up at the 18th decimal: never less than what it is worth. */
export function convert(amount: string | Decimal, rate: Decimal): Decimal {
  return new Decimal(amount).times(rate).toDecimalPlaces(18, Decimal.ROUND_UP);
}

export function moneyOf(amount: string | Decimal, fee: string | undefined, rate: Decimal): Money {
  const converted = convert(amount, rate);
  const convertedFee = convert(fee ?? "0", rate);
  return { amount: converted, fee: convertedFee, total: converted.plus(convertedFee) };
}
