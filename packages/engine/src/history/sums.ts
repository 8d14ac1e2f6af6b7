import { unitsOfMicros } from "../fast/micros.js";
import { NumberColumn } from "./number-column.js";

/** Sums stay below this, so that one more payment beside them is exact too. */
const MAX_MICROS = 2 ** 52;

/**
 * Running sums, so that the sum of any stretch is a subtraction. In micros, eight bytes each, until an addend is no whole
 * number of them or they grow too large; from then on exact to 10^-18.
 */
export class Sums {
  /** The sum of the first `i` addends at `i`. */
  readonly #micros: NumberColumn;
  #units: bigint[] | undefined;

  constructor(micros = new NumberColumn([0])) {
    this.#micros = micros;
  }

  copy(): Sums {
    const other = new Sums(this.#micros.copy());
    other.#units = this.#units?.slice();
    return other;
  }

  /**
   * @param micros `NaN` for what is no whole number of them
   * @param units the same in units of 10^-18
   */
  add(micros: number, units: () => bigint): void {
    if (this.#units === undefined) {
      const sum = this.#micros.last + micros;
      if (sum <= MAX_MICROS) {
        this.#micros.push(sum);
        return;
      }
      this.#units = Array.from(this.#micros.values(), unitsOfMicros);
    }
    this.#units.push((this.#units.at(-1) as bigint) + units());
  }

  /** The sum of all in micros; `NaN` where only units are exact. */
  get totalMicros(): number {
    return this.#units === undefined ? this.#micros.last : Number.NaN;
  }

  /** The sum from one position to before another. */
  between(from: number, to: number): bigint {
    if (this.#units !== undefined) return (this.#units[to] as bigint) - (this.#units[from] as bigint);
    return unitsOfMicros(this.microsBetween(from, to));
  }

  /** The same in micros; `NaN` where only units are exact. */
  microsBetween(from: number, to: number): number {
    return this.#units === undefined ? this.#micros.at(to) - this.#micros.at(from) : Number.NaN;
  }
}
