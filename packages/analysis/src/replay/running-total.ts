import type { Span, Total } from "@spendrail/engine";

interface Counted {
  readonly atMs: number;
  readonly money: bigint;
  readonly amount: bigint;
}

/**
 * The running sum of one budget while time goes forward: it keeps the spends of an open sliding window and nothing of
 * any other, so that a history of any length takes no more room than its longest sliding window.
 */
export class RunningTotal {
  #money = 0n;
  #amount = 0n;
  #count = 0;
  /** When the counted window ends; 0 before the first spend. Not for lifetime and sliding spans. */
  #endMs = 0;
  /** The spends of a sliding window from `#oldest` on; those before it are taken off. */
  #spends: Counted[] = [];
  #oldest = 0;

  /** The total at an instant that is not before the one asked for or counted last. */
  at(span: Span, atMs: number): Total {
    this.#forget(span, atMs);
    const sum = { money: this.#money, amount: this.#amount, count: this.#count };
    switch (span.type) {
      case "lifetime":
        return sum;
      case "calendar":
        return { ...sum, resetsAtMs: span.endMs };
      case "anchored":
        return this.#count === 0 ? sum : { ...sum, resetsAtMs: this.#endMs };
      case "sliding": {
        const oldest = this.#spends[this.#oldest];
        return oldest === undefined ? sum : { ...sum, resetsAtMs: oldest.atMs + span.durationMs };
      }
    }
  }

  add(span: Span, atMs: number, money: bigint, amount: bigint): void {
    this.#forget(span, atMs);
    if (span.type === "anchored" && this.#count === 0) this.#endMs = atMs + span.durationMs;
    if (span.type === "calendar") this.#endMs = span.endMs;
    if (span.type === "sliding") {
      this.#spends.push({ atMs, money, amount });
      this.#endMs = atMs + span.durationMs;
    }
    this.#money += money;
    this.#amount += amount;
    this.#count += 1;
  }

  /** Whether nothing counted so far can count again from an instant on. */
  isOver(span: Span, atMs: number): boolean {
    return span.type !== "lifetime" && this.#endMs <= atMs;
  }

  #forget(span: Span, atMs: number): void {
    if (span.type === "lifetime" || this.#count === 0) return;
    if (span.type === "sliding") this.#forgetUntil(atMs - span.durationMs);
    else if (this.#endMs <= atMs) this.#empty();
  }

  #forgetUntil(untilMs: number): void {
    for (;;) {
      const oldest = this.#spends[this.#oldest];
      if (oldest === undefined || oldest.atMs > untilMs) break;
      this.#money -= oldest.money;
      this.#amount -= oldest.amount;
      this.#count -= 1;
      this.#oldest += 1;
    }
    if (this.#oldest * 2 > this.#spends.length) {
      this.#spends = this.#spends.slice(this.#oldest);
      this.#oldest = 0;
    }
  }

  #empty(): void {
    this.#money = 0n;
    this.#amount = 0n;
    this.#count = 0;
  }
}
