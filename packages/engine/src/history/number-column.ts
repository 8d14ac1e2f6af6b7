/** Numbers in a row that only grows, eight bytes each. */
export class NumberColumn {
  #values = new Float64Array(4);
  #count = 0;

  constructor(values: readonly number[] = []) {
    for (const value of values) this.push(value);
  }

  copy(): NumberColumn {
    const other = new NumberColumn();
    other.#values = this.#values.slice();
    other.#count = this.#count;
    return other;
  }

  get count(): number {
    return this.#count;
  }

  /** @returns `NaN` of an empty column */
  get last(): number {
    return this.#count === 0 ? Number.NaN : (this.#values[this.#count - 1] as number);
  }

  push(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count] = value;
    this.#count += 1;
  }

  /** @param position 0 … count - 1 */
  at(position: number): number {
    return this.#values[position] as number;
  }

  values(): Float64Array {
    return this.#values.subarray(0, this.#count);
  }

  /** The position of the first value above a bound, in a column that never falls; the count where there is none. */
  firstAbove(bound: number): number {
    let high = this.#count;
    // Mostly there is none: what is asked about is the present.
    if (high === 0 || (this.#values[high - 1] as number) <= bound) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#values[middle] as number) > bound) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
