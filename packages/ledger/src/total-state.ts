import type { Span, Total, TotalRange } from "@spendrail/engine";
import type { Sum, TotalRow } from "./store.js";

type Remembered = Sum & { atMs: number };

/**
 * One running sum and its window: every call takes constant time, amortised, whatever was counted before. Instants handed
 * to `add` never run backwards.
 */
export class TotalState {
  readonly #span: Span;
  #sum: Sum = NOTHING;
  #openedAtMs: number | undefined;
  /** Sliding: what each spend in the window added, by time. */
  #spends = new Map<string, Remembered>();

  constructor(span: Span, row: TotalRow = NOTHING) {
    this.#span = span;
    this.#sum = sumOf(row);
    this.#openedAtMs = row.openedAtMs;
    for (const { spend, ...remembered } of row.spends ?? []) this.#spends.set(spend, remembered);
  }

  /** The total as of an instant not before the last one counted. Changes nothing. */
  at(atMs: number): Total {
    const span = this.#span;
    switch (span.type) {
      case "lifetime":
        return sumOf(this.#sum);
      case "calendar":
        return { ...sumOf(this.#sum), resetsAtMs: span.endMs };
      case "anchored": {
        const open = this.#openedAtMs !== undefined && atMs < this.#openedAtMs + span.durationMs;
        return open ? { ...sumOf(this.#sum), resetsAtMs: (this.#openedAtMs as number) + span.durationMs } : NOTHING;
      }
      case "sliding":
        return this.#sliding(atMs, span.durationMs);
    }
  }

  /** As it is kept. */
  row(): TotalRow {
    const spends = [...this.#spends].map(([spend, remembered]) => ({ spend, ...remembered }));
    return { ...this.#sum, spends, ...(this.#openedAtMs === undefined ? {} : { openedAtMs: this.#openedAtMs }) };
  }

  copy(): TotalState {
    return new TotalState(this.#span, this.row());
  }

  add(spend: string, atMs: number, added: Sum): void {
    const span = this.#span;
    if (span.type === "anchored" && (this.#openedAtMs === undefined || atMs >= this.#openedAtMs + span.durationMs)) {
      this.#openedAtMs = atMs;
      this.#sum = NOTHING;
    }
    if (span.type === "sliding") {
      this.#forget(atMs - span.durationMs);
      // A spend that is counted anew goes behind the others.
      this.#spends.delete(spend);
      this.#spends.set(spend, { ...sumOf(added), atMs });
    }
    this.#sum = plus(this.#sum, added);
  }

  release(spend: string, atMs: number, released: Sum): void {
    const span = this.#span;
    if (span.type === "anchored" && (this.#openedAtMs === undefined || atMs < this.#openedAtMs)) return;
    if (span.type === "sliding") {
      const remembered = this.#spends.get(spend);
      if (remembered === undefined || remembered.atMs !== atMs) return;
      const rest = minus(remembered, released);
      this.#spends.set(spend, { ...rest, atMs });
      this.#sum = minus(this.#sum, minus(remembered, rest));
      return;
    }
    this.#sum = minus(this.#sum, released);
  }

  #sliding(atMs: number, durationMs: number): Total {
    let sum = this.#sum;
    for (const remembered of this.#spends.values()) {
      if (remembered.atMs > atMs - durationMs) {
        if (remembered.count > 0) return { ...sumOf(sum), resetsAtMs: remembered.atMs + durationMs };
      } else sum = minus(sum, remembered);
    }
    return sumOf(sum);
  }

  /** Takes off the spends that have left a sliding window; each only once. */
  #forget(untilMs: number): void {
    for (const [spend, remembered] of this.#spends) {
      if (remembered.atMs > untilMs) return;
      this.#sum = minus(this.#sum, remembered);
      this.#spends.delete(spend);
    }
  }
}

const NOTHING: Sum = { money: 0n, amount: 0n, count: 0 };

function sumOf({ money, amount, count }: Sum): Sum {
  return { money, amount, count };
}

function plus(a: Sum, b: Sum): Sum {
  return { money: a.money + b.money, amount: a.amount + b.amount, count: a.count + b.count };
}

/** Never below zero. */
function minus(a: Sum, b: Sum): Sum {
  return {
    money: a.money > b.money ? a.money - b.money : 0n,
    amount: a.amount > b.amount ? a.amount - b.amount : 0n,
    count: Math.max(0, a.count - b.count),
  };
}

/** Whether a total is where a step expects it. */
export function isWithin({ money, amount, count }: Sum, range: TotalRange): boolean {
  return inside(money, range.money) && inside(amount, range.amount) && inside(count, range.count);
}

function inside<Value extends bigint | number>(value: Value, range: { min?: Value; max?: Value } | undefined): boolean {
  if (range?.min !== undefined && value < range.min) return false;
  return range?.max === undefined || value <= range.max;
}
