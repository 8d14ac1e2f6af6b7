import type { Payment } from "@spendrail/model";

const DAY_MS = 86_400_000;
/** Lengths of policy P's windows. */
const WINDOWS_MS = [DAY_MS, 7 * DAY_MS, 30 * DAY_MS];

/** Cents of an amount as text: exact, and `NaN` for what has more than two decimals or is no amount. */
export function centsOf(amount: string): number {
  let units = 0;
  let decimals = -1;
  for (let index = 0; index < amount.length; index += 1) {
    const code = amount.charCodeAt(index);
    if (code === 0x2e && decimals < 0) decimals = 0;
    else if (code >= 0x30 && code <= 0x39) {
      units = units * 10 + code - 0x30;
      if (decimals >= 0) decimals += 1;
    } else return Number.NaN;
  }
  if (decimals > 2) return Number.NaN;
  return decimals === 2 ? units : decimals === 1 ? units * 10 : units * 100;
}

/**
 * What one would write by hand for policy P alone: a ring buffer of instants and cents, and for each window its start
 * and running sum. One account, spends in time order, no more of them than the ring holds.
 */
export class RingHistory {
  readonly #atMs: Float64Array;
  readonly #cents: Float64Array;
  #next = 0;
  readonly #startsMs = WINDOWS_MS.map(() => Number.NEGATIVE_INFINITY);
  readonly #sums = WINDOWS_MS.map(() => 0);
  total = 0;

  constructor(size: number) {
    this.#atMs = new Float64Array(size);
    this.#cents = new Float64Array(size);
  }

  record(payment: Payment): void {
    const atMs = Date.parse(payment.at);
    const cents = centsOf(payment.amount);
    this.#atMs[this.#next] = atMs;
    this.#cents[this.#next] = cents;
    this.#next = (this.#next + 1) % this.#atMs.length;
    for (let window = 0; window < WINDOWS_MS.length; window += 1) {
      if (atMs >= this.#startsMs[window]! + WINDOWS_MS[window]!) {
        this.#startsMs[window] = atMs;
        this.#sums[window] = 0;
      }
      this.#sums[window]! += cents;
    }
    this.total += cents;
  }

  /** @returns the cents spent in the open window; 0 where none is open */
  spent(window: number, atMs: number): number {
    return atMs < this.#startsMs[window]! + WINDOWS_MS[window]! ? this.#sums[window]! : 0;
  }
}
