import type { CompiledRule } from "../compile/compiled-rule.js";
import type { Facts, Total } from "../facts.js";
import { CountedTotal } from "../history/counted-total.js";
import type { FastFacts } from "./judge-fast.js";

/** The facts that `decide` is given. Good for the payment's own instant alone. */
export class GivenFacts implements FastFacts {
  readonly known: boolean | undefined;
  readonly balanceMicros: number;
  readonly #totals: readonly Total[];
  readonly #positions: readonly number[];

  /** @param positions those of the plan */
  constructor(positions: readonly number[], facts: Facts, merchant: string | undefined, balanceMicros: number) {
    this.known = merchant === undefined ? undefined : facts.knownMerchant;
    this.balanceMicros = balanceMicros;
    this.#totals = facts.totals;
    this.#positions = positions;
  }

  moneyMicros(rule: CompiledRule): number {
    return CountedTotal.moneyMicros(this.#totalOf(rule));
  }

  amountMicros(rule: CompiledRule): number {
    return CountedTotal.amountMicros(this.#totalOf(rule));
  }

  count(rule: CompiledRule): number {
    const { count } = this.#totalOf(rule);
    return Number.isSafeInteger(count) ? count : Number.NaN;
  }

  resetsAtMs(rule: CompiledRule): number | undefined {
    return this.#totalOf(rule).resetsAtMs;
  }

  /** Throws where there is none, and the exact path says so. */
  #totalOf({ index }: CompiledRule): Total {
    return this.#totals[this.#positions[index] as number] as Total;
  }
}
