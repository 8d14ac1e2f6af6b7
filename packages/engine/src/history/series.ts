import type { Span, Total } from "../facts.js";

/**
 * The spends of one budget in time order with running sums, so that the total of any span is two look-ups and a
 * subtraction, whatever the number of spends.
 */
export class Series {
  readonly #atMs: number[] = [];
  /** `#money[i]` is the sum of the first `i` spends. */
  readonly #money: bigint[] = [0n];
  readonly #amount: bigint[] = [0n];
  /** By duration: the positions of the spends that opened anchored windows. */
  readonly #openings = new Map<number, number[]>();

  get count(): number {
    return this.#atMs.length;
  }

  /** @param atMs not before the last one added */
  add(atMs: number, money: bigint, amount: bigint): void {
    const position = this.#atMs.push(atMs) - 1;
    this.#money.push((this.#money[position] as bigint) + money);
    this.#amount.push((this.#amount[position] as bigint) + amount);
    for (const [durationMs, openings] of this.#openings) this.#open(openings, durationMs, position);
  }

  total(span: Span, atMs: number): Total {
    switch (span.type) {
      case "lifetime":
        return this.#between(0, this.count);
      case "sliding": {
        const from = this.#firstAfter(atMs - span.durationMs);
        const total = this.#between(from, this.#firstAfter(atMs));
        return total.count === 0 ? total : { ...total, resetsAtMs: (this.#atMs[from] as number) + span.durationMs };
      }
      case "calendar":
        return {
          ...this.#between(this.#firstAfter(span.startMs - 1), this.#firstAfter(span.endMs - 1)),
          resetsAtMs: span.endMs,
        };
      case "anchored":
        return this.#anchored(span.durationMs, atMs);
    }
  }

  /** The window that holds `atMs`; where none is open, the one that a spend at `atMs` would open. */
  #anchored(durationMs: number, atMs: number): Total {
    const openings = this.#openingsOf(durationMs);
    const last = firstWhere(openings.length, (n) => this.#at(openings[n] as number) > atMs) - 1;
    const opening = last < 0 ? undefined : (openings[last] as number);
    const open = opening !== undefined && atMs < this.#at(opening) + durationMs;
    const from = open ? opening : this.#firstAfter(atMs);
    const startMs = open ? this.#at(opening) : atMs;
    const total = this.#between(from, this.#firstAfter(startMs + durationMs - 1));
    return total.count === 0 ? total : { ...total, resetsAtMs: startMs + durationMs };
  }

  #openingsOf(durationMs: number): number[] {
    const known = this.#openings.get(durationMs);
    if (known !== undefined) return known;
    const openings: number[] = [];
    for (let position = 0; position < this.count; position += 1) this.#open(openings, durationMs, position);
    this.#openings.set(durationMs, openings);
    return openings;
  }

  /** Notes the spend at `position` as an opening when the window before it is over. */
  #open(openings: number[], durationMs: number, position: number): void {
    const last = openings.at(-1);
    if (last === undefined || this.#at(position) >= this.#at(last) + durationMs) openings.push(position);
  }

  #at(position: number): number {
    return this.#atMs[position] as number;
  }

  /** The position of the first spend after an instant. */
  #firstAfter(atMs: number): number {
    return firstWhere(this.count, (position) => this.#at(position) > atMs);
  }

  #between(from: number, to: number): Total {
    return {
      money: (this.#money[to] as bigint) - (this.#money[from] as bigint),
      amount: (this.#amount[to] as bigint) - (this.#amount[from] as bigint),
      count: to - from,
    };
  }
}

/** The first of `0 … count - 1` for which something holds that goes on holding once it does; else `count`. */
function firstWhere(count: number, holds: (position: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
