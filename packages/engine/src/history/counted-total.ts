import type { Total } from "../facts.js";
import { microsOfUnits } from "../fast/micros.js";

/**
 * A total from running sums. It remembers its money in micros (`NaN`: only units are exact) where no copy of it does, so
 * that a total that somebody changed is taken for what it then says.
 */
export class CountedTotal implements Total {
  readonly money: bigint;
  readonly amount: bigint;
  readonly count: number;
  readonly resetsAtMs?: number;
  readonly #moneyMicros: number;
  readonly #amountMicros: number;

  constructor(
    sums: { money: bigint; amount: bigint; count: number; moneyMicros: number; amountMicros: number },
    resetsAtMs: number | undefined,
  ) {
    this.money = sums.money;
    this.amount = sums.amount;
    this.count = sums.count;
    if (resetsAtMs !== undefined) this.resetsAtMs = resetsAtMs;
    this.#moneyMicros = sums.moneyMicros;
    this.#amountMicros = sums.amountMicros;
  }

  /** The money of any total in micros; `NaN` where that is not exact. */
  static moneyMicros(total: Total): number {
    return #moneyMicros in total ? total.#moneyMicros : microsOfUnits(total.money);
  }

  static amountMicros(total: Total): number {
    return #amountMicros in total ? total.#amountMicros : microsOfUnits(total.amount);
  }
}
