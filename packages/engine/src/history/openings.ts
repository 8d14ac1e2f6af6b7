import { NumberColumn } from "./number-column.js";

/** The positions of the spends that opened the anchored windows of one duration. */
export class Openings {
  readonly durationMs: number;
  readonly #positions = new NumberColumn();
  #last = -1;
  /** The money of all spends before the last window. */
  #beforeLast = 0;
  #lastEndMs = Number.NEGATIVE_INFINITY;

  constructor(durationMs: number) {
    this.durationMs = durationMs;
  }

  /** The spend that opened the last window; -1 before any. */
  get last(): number {
    return this.#last;
  }

  /** When the last window ends, in epoch milliseconds. */
  get lastEndMs(): number {
    return this.#lastEndMs;
  }

  /** Notes the next spend, which opens a window when the one before is over. */
  add(atMs: number, position: number, moneyMicrosBefore: number): void {
    if (atMs < this.#lastEndMs) return;
    this.#positions.push(position);
    this.#last = position;
    this.#lastEndMs = atMs + this.durationMs;
    this.#beforeLast = moneyMicrosBefore;
  }

  /** What is spent of a total in the last window, at an instant not before any spend. */
  spentSince(atMs: number, totalMicros: number): number {
    // A total that is `NaN` stays so.
    return atMs < this.#lastEndMs ? totalMicros - this.#beforeLast : totalMicros - totalMicros;
  }

  /** The last opening that is not after an instant; `undefined` when all are. @param atMsOf when each spend was made */
  lastUpTo(atMs: number, atMsOf: NumberColumn): number | undefined {
    let low = 0;
    let high = this.#positions.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (atMsOf.at(this.#positions.at(middle)) > atMs) high = middle;
      else low = middle + 1;
    }
    return low === 0 ? undefined : this.#positions.at(low - 1);
  }
}
