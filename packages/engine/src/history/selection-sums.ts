import type { Payment } from "@spendrail/model";
import type { Membership, Selection } from "../compile/selection.js";
import type { Span, Total } from "../facts.js";
import { microsOfUnits } from "../fast/micros.js";
import { Series } from "./series.js";

/** What no spend adds. */
const NOTHING: Membership = { partitions: [], money: 0n, amount: 0n };

/** The running sums of one selection, by budget. */
export class SelectionSums {
  readonly #selection: Selection;
  readonly #series = new Map<string, Series>();
  /** The budget of a selection that is not split. */
  #whole: Series | undefined;
  /** Why some spend could not be counted: totals without it would be too low, so none are given. */
  #fault: unknown;

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  /**
   * @param spend in canonical form, not before the last one added
   * @param known whether there was an earlier spend at the same merchant
   */
  add(spend: Payment, atMs: number, known: boolean): void {
    try {
      const micros = this.#selection.micros?.(spend);
      if (micros !== undefined) {
        const units = () => this.#selection.membership(spend, known) ?? NOTHING;
        this.#seriesOf("").add(atMs, micros.money, micros.amount, units);
        return;
      }
      const membership = this.#selection.membership(spend, known);
      if (membership === undefined) return;
      const { partitions, money, amount } = membership;
      const moneyMicros = microsOfUnits(money);
      const amountMicros = amount === money ? moneyMicros : microsOfUnits(amount);
      for (const partition of partitions)
        this.#seriesOf(partition).add(atMs, moneyMicros, amountMicros, () => membership);
    } catch (fault) {
      this.#fault ??= fault;
    }
  }

  /** Throws when a spend of the selection could not be counted, such as one in a currency without a rate. */
  total(partition: string, span: Span, atMs: number): Total {
    return (this.of(partition) ?? new Series()).total(span, atMs);
  }

  /** The spends of one budget; `undefined` for none. Throws as `total` does. */
  of(partition: string): Series | undefined {
    if (this.#fault !== undefined) throw this.#fault;
    return partition === "" ? this.#whole : this.#series.get(partition);
  }

  partitions(): readonly string[] {
    return [...this.#series.keys()];
  }

  #seriesOf(partition: string): Series {
    const kept = this.#series.get(partition);
    if (kept !== undefined) return kept;
    const series = new Series();
    this.#series.set(partition, series);
    if (partition === "") this.#whole = series;
    return series;
  }
}
