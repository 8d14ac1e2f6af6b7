import type { Facts, Total } from "../facts.js";
import { CountedTotal } from "../history/counted-total.js";
import type { FastPayment } from "./fast-payment.js";
import type { FastFacts } from "./judge-fast.js";
import type { FastCounter, PlainCap } from "./plan.js";

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

  hasRoom(caps: readonly PlainCap[], { moneyMicros }: FastPayment): boolean {
    for (const { counter, most } of caps) if (!(this.moneyMicros(counter) + moneyMicros <= most)) return false;
    return true;
  }

  moneyMicros(counter: FastCounter): number {
    return CountedTotal.moneyMicros(this.#totalOf(counter));
  }

  amountMicros(counter: FastCounter): number {
    return CountedTotal.amountMicros(this.#totalOf(counter));
  }

  count(counter: FastCounter): number {
    const { count } = this.#totalOf(counter);
    return Number.isSafeInteger(count) ? count : Number.NaN;
  }

  resetsAtMs(counter: FastCounter): number | undefined {
    return this.#totalOf(counter).resetsAtMs;
  }

  /** Throws where there is none, and the exact path says so. */
  #totalOf({ index }: FastCounter): Total {
    return this.#totals[this.#positions[index] as number] as Total;
  }
}
