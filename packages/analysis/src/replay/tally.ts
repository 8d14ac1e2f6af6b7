import type { EngineOptions } from "@spendrail/engine";
import { type Amount, fromUnits, type Payment, TOKENS, toUnits } from "@spendrail/model";

/** A number of payments and the money they move. Plain data. */
export interface Tally {
  count: number;
  /** Amounts and fees by currency, in code-unit order of the codes: ISO 4217, or the symbol of a token without a peg. */
  money: Record<string, Amount>;
}

/** The money of one payment, in units of 10^-18 of its own currency. */
export interface Money {
  readonly currency: string;
  readonly units: bigint;
}

/** @param policyCurrency what a payment is in that states neither currency nor token */
export function moneyOf(payment: Payment, policyCurrency: string, tokens: EngineOptions["tokens"]): Money {
  const { amount, currency, fee, token } = payment;
  const known = token === undefined ? undefined : (tokens?.[token] ?? TOKENS[token]);
  return {
    currency: currency ?? known?.peg ?? token ?? policyCurrency,
    units: toUnits(amount) + (fee === undefined ? 0n : toUnits(fee)),
  };
}

/** A tally that is still being added to. */
export class RunningTally {
  #count = 0;
  readonly #money = new Map<string, bigint>();

  add({ currency, units }: Money): void {
    this.#count += 1;
    this.#money.set(currency, (this.#money.get(currency) ?? 0n) + units);
  }

  get count(): number {
    return this.#count;
  }

  tally(): Tally {
    const sums = [...this.#money].sort(([a], [b]) => (a < b ? -1 : 1));
    return { count: this.#count, money: Object.fromEntries(sums.map(([code, units]) => [code, fromUnits(units)])) };
  }
}
