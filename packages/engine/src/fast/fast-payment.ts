import { type CategoryIndex, isKnownMcc } from "@spendrail/model";
import { categoriesIn, type Selectable } from "../compile/subject.js";
import { textOfMicros } from "./micros.js";

/**
 * A payment in the policy's currency that was canonical as it came, its money in micros. To rules it is its own `payment`:
 * one object, where the exact path makes two.
 */
export class FastPayment implements Selectable {
  account = "";
  /** In canonical form. */
  amount = "";
  amountMicros = 0;
  feeMicros = 0;
  currency = "";
  merchant: string | undefined = undefined;
  category: string | undefined = undefined;
  mcc: string | undefined = undefined;
  scope: string | undefined = undefined;
  token: string | undefined = undefined;
  chain: string | undefined = undefined;
  recipient: string | undefined = undefined;
  country: string | undefined = undefined;
  /** -1 where no score is stated. */
  driftMicros = -1;
  atMs = 0;
  readonly index: CategoryIndex;

  constructor(index: CategoryIndex) {
    this.index = index;
  }

  get payment(): this {
    return this;
  }

  get categories(): readonly string[] {
    return categoriesIn(this, this.index);
  }

  get unknownMcc(): boolean {
    return this.mcc !== undefined && !isKnownMcc(this.mcc);
  }

  /** Amount and fee: what limits count. */
  get moneyMicros(): number {
    return this.amountMicros + this.feeMicros;
  }

  withAmount(micros: number): FastPayment {
    const other = this.#copy();
    other.amountMicros = micros;
    other.amount = textOfMicros(micros);
    return other;
  }

  atInstant(atMs: number): FastPayment {
    const other = this.#copy();
    other.atMs = atMs;
    return other;
  }

  #copy(): FastPayment {
    return Object.assign(new FastPayment(this.index), this);
  }
}
