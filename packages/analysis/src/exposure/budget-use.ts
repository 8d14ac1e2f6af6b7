import { calendarWindow, parseDuration, type SpendingPolicy } from "@spendrail/model";
import type { Cap } from "./caps.js";

/** What is used of one budget while a plan is made: money in units of 10^-18, or payments. Times never run backwards. */
export class BudgetUse {
  readonly #cap: Cap;
  readonly #policy: SpendingPolicy;
  readonly #lengthMs: number;
  #used: bigint;
  /** When the open window ends. */
  #untilMs = Number.NEGATIVE_INFINITY;
  /** Sliding: what is counted, by time. */
  #spends: { atMs: number; units: bigint }[] = [];

  /** @param used what payments in flight have used of a budget that never resets */
  constructor(cap: Cap, policy: SpendingPolicy, used: bigint) {
    this.#cap = cap;
    this.#policy = policy;
    this.#lengthMs =
      typeof cap.per === "string" || cap.per.type === "calendar" ? 0 : (parseDuration(cap.per.duration) as number);
    this.#used = used;
  }

  /** What is left at an instant; never below zero. */
  room(atMs: number): bigint {
    this.#forget(atMs);
    return this.#cap.max > this.#used ? this.#cap.max - this.#used : 0n;
  }

  add(atMs: number, units: bigint): void {
    this.open(atMs);
    this.#used += units;
    if (this.#isSliding()) this.#spends.push({ atMs, units });
  }

  /** A payment that opens a window, and is given back. */
  open(atMs: number): void {
    this.#forget(atMs);
    const { per } = this.#cap;
    if (typeof per === "string" || per.type === "sliding" || atMs < this.#untilMs) return;
    this.#untilMs = per.type === "anchored" ? atMs + this.#lengthMs : this.#unitEnd(atMs, per.unit);
  }

  /** When there is more room again; infinity for never. */
  nextMs(): number {
    if (this.#used === 0n || this.#cap.per === "lifetime") return Number.POSITIVE_INFINITY;
    if (this.#isSliding()) return (this.#spends[0]?.atMs ?? Number.POSITIVE_INFINITY) + this.#lengthMs;
    return this.#untilMs;
  }

  #forget(atMs: number): void {
    const { per } = this.#cap;
    if (typeof per === "string") return;
    if (per.type !== "sliding") {
      if (atMs >= this.#untilMs) this.#used = 0n;
      return;
    }
    const left = this.#spends.filter((spend) => spend.atMs > atMs - this.#lengthMs);
    if (left.length === this.#spends.length) return;
    this.#spends = left;
    this.#used = left.reduce((sum, { units }) => sum + units, 0n);
  }

  #isSliding(): boolean {
    const { per } = this.#cap;
    return typeof per === "object" && per.type === "sliding";
  }

  #unitEnd(atMs: number, unit: "hour" | "day" | "week" | "month" | "quarter" | "year"): number {
    return calendarWindow(unit, atMs, this.#policy.timeZone ?? "UTC", this.#policy.weekStartsOn ?? "monday").endMs;
  }
}
