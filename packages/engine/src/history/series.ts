import type { Span, Total } from "../facts.js";
import type { FastPayment } from "../fast/fast-payment.js";
import type { PlainCap } from "../fast/plan.js";
import { CountedTotal } from "./counted-total.js";
import { NumberColumn } from "./number-column.js";
import { Openings } from "./openings.js";
import { Sums } from "./sums.js";

/** Positions of the spends that are counted: from one to before another. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly resetsAtMs: number | undefined;
}

/**
 * The spends of one budget in time order with running sums, so that the total of any span is two look-ups and a
 * subtraction, whatever the number of spends.
 */
export class Series {
  readonly #atMs = new NumberColumn();
  #lastMs = Number.NEGATIVE_INFINITY;
  readonly #money = new Sums();
  /** The same as `#money` up to the first fee. */
  #amount = this.#money;
  /** For each duration that was asked about, and there are few. */
  readonly #openings: Openings[] = [];

  get count(): number {
    return this.#atMs.count;
  }

  /**
   * @param atMs not before the last one added
   * @param moneyMicros as `Sums.add` takes it, as are `amountMicros` and the units
   */
  add(
    atMs: number,
    moneyMicros: number,
    amountMicros: number,
    units: () => { readonly money: bigint; readonly amount: bigint },
  ): void {
    // `NaN` equals nothing, so that the two part.
    if (this.#amount === this.#money && moneyMicros !== amountMicros) this.#amount = this.#money.copy();
    this.#money.add(moneyMicros, () => units().money);
    if (this.#amount !== this.#money) this.#amount.add(amountMicros, () => units().amount);
    this.#atMs.push(atMs);
    this.#lastMs = atMs;
    for (const openings of this.#openings) openings.add(atMs, this.count - 1, this.#sumBefore(this.count - 1));
  }

  total(span: Span, atMs: number): Total {
    const { from, to, resetsAtMs } = this.#stretch(span, atMs);
    const moneyMicros = this.#money.microsBetween(from, to);
    const amountMicros = this.#amount.microsBetween(from, to);
    const money = this.#money.between(from, to);
    const amount = this.#amount === this.#money ? money : this.#amount.between(from, to);
    return new CountedTotal({ money, amount, count: to - from, moneyMicros, amountMicros }, resetsAtMs);
  }

  /**
   * Whether caps on the money of this budget have room for a payment. `false` where that is not certain: sums finer than
   * micros, spends after the instant.
   */
  hasRoom(caps: readonly PlainCap[], payment: FastPayment): boolean {
    const { atMs, moneyMicros } = payment;
    if (this.#lastMs > atMs) return false;
    const total = this.#money.totalMicros;
    for (const { durationMs, most } of caps) {
      const spent = durationMs === 0 ? total : this.#openingsOf(durationMs).spentSince(atMs, total);
      if (!(spent + moneyMicros <= most)) return false;
    }
    return true;
  }

  // The parts of `total` one by one, without making one; `NaN` for those that are no whole micros, and for all of them at
  // an instant before the last spend.

  moneyMicros(span: Span, atMs: number): number {
    const from = this.#latestFrom(span, atMs);
    return from < 0 ? Number.NaN : this.#money.microsBetween(from, this.count);
  }

  amountMicros(span: Span, atMs: number): number {
    const from = this.#latestFrom(span, atMs);
    return from < 0 ? Number.NaN : this.#amount.microsBetween(from, this.count);
  }

  countAt(span: Span, atMs: number): number {
    const from = this.#latestFrom(span, atMs);
    return from < 0 ? Number.NaN : this.count - from;
  }

  resetsAtMs(span: Span, atMs: number): number | undefined {
    return this.#stretch(span, atMs).resetsAtMs;
  }

  /** Where a stretch that ends with the last spend begins; -1 when a spend lies after the instant. */
  #latestFrom(span: Span, atMs: number): number {
    if (this.#lastMs > atMs) return -1;
    switch (span.type) {
      case "lifetime":
        return 0;
      case "sliding":
        return this.#atMs.firstAbove(atMs - span.durationMs);
      case "calendar":
        return this.#atMs.firstAbove(span.startMs - 1);
      case "anchored": {
        const opened = this.#openingsOf(span.durationMs);
        return atMs < opened.lastEndMs ? opened.last : this.count;
      }
    }
  }

  #stretch(span: Span, atMs: number): Stretch {
    switch (span.type) {
      case "lifetime":
        return { from: 0, to: this.count, resetsAtMs: undefined };
      case "sliding": {
        const from = this.#atMs.firstAbove(atMs - span.durationMs);
        const to = this.#atMs.firstAbove(atMs);
        return { from, to, resetsAtMs: from === to ? undefined : this.#atMs.at(from) + span.durationMs };
      }
      case "calendar":
        return {
          from: this.#atMs.firstAbove(span.startMs - 1),
          to: this.#atMs.firstAbove(span.endMs - 1),
          resetsAtMs: span.endMs,
        };
      case "anchored":
        return this.#anchored(span.durationMs, atMs);
    }
  }

  /** The window that holds `atMs`; where none is open, the one that a spend at `atMs` would open. */
  #anchored(durationMs: number, atMs: number): Stretch {
    const opening = this.#openingsOf(durationMs).lastUpTo(atMs, this.#atMs);
    const open = opening !== undefined && atMs < this.#atMs.at(opening) + durationMs;
    const from = open ? opening : this.#atMs.firstAbove(atMs);
    const startMs = open ? this.#atMs.at(opening) : atMs;
    const to = this.#atMs.firstAbove(startMs + durationMs - 1);
    return { from, to, resetsAtMs: from === to ? undefined : startMs + durationMs };
  }

  #sumBefore(position: number): number {
    return this.#money.microsBetween(0, position);
  }

  #openingsOf(durationMs: number): Openings {
    for (const known of this.#openings) if (known.durationMs === durationMs) return known;
    const openings = new Openings(durationMs);
    for (let position = 0; position < this.count; position += 1) {
      openings.add(this.#atMs.at(position), position, this.#sumBefore(position));
    }
    this.#openings.push(openings);
    return openings;
  }
}
