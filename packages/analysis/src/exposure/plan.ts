import { MAX_AMOUNT_UNITS } from "@spendrail/model";
import type { Shape } from "../shape/shape.js";
import { BudgetUse } from "./budget-use.js";
import type { Budget, Outlet, Outlets } from "./outlets.js";

/** Payments alike at one instant. */
export interface PlannedPayments {
  readonly atMs: number;
  readonly shape: Shape;
  /** Of each, in units of 10^-18. */
  readonly units: bigint;
  readonly times: number;
}

/** A payment before the period that is given back, and leaves anchored windows open. */
export interface Opening {
  readonly atMs: number;
  readonly outlet: Outlet;
}

export interface Plan {
  readonly openings: readonly Opening[];
  readonly payments: readonly PlannedPayments[];
  readonly units: bigint;
  /** When each budget was first used up, by its key. */
  readonly fullAtMs: ReadonlyMap<string, number>;
}

const MOST_INSTANTS = 20_000;

/** What a plan is made for. */
export interface PlanRequest {
  readonly all: Outlets;
  /** Those to use, the most profitable first. */
  readonly outlets: readonly Outlet[];
  readonly usedOf: (budget: Budget) => bigint;
  /** Whether payments to one payee must differ in amount, and by how much at least; 0 when they need not. */
  readonly step: bigint;
  /** A plan ends with this many payments, and then falls short of what could leave. */
  readonly mostPayments: number;
  /** Where payments are counted: to make none but the largest. */
  readonly wholeOnly?: boolean;
}

/** Spends as much as possible as early as possible: at the start, and whenever a window or a schedule opens again. */
export function planOf(request: PlanRequest, openings: readonly Opening[]): Plan {
  const planner = new Planner(request);
  for (const { atMs, outlet } of openings) planner.open(outlet, atMs);
  planner.run();
  return { openings, payments: planner.payments, units: planner.units, fullAtMs: planner.fullAtMs };
}

class Planner {
  readonly payments: PlannedPayments[] = [];
  readonly fullAtMs = new Map<string, number>();
  units = 0n;
  readonly #request: PlanRequest;
  readonly #uses = new Map<string, BudgetUse>();
  readonly #paid = new Map<string, number>();
  readonly #tellsHistory: boolean;
  #left: number;

  constructor(request: PlanRequest) {
    this.#request = request;
    this.#left = request.mostPayments;
    this.#tellsHistory = request.outlets.some(({ shape }) => shape.known);
    const { all, outlets, usedOf } = request;
    for (const budget of outlets.flatMap(({ budgets }) => budgets)) {
      if (!this.#uses.has(budget.key))
        this.#uses.set(budget.key, new BudgetUse(budget.cap, all.field.policy, usedOf(budget)));
    }
  }

  open({ budgets }: Outlet, atMs: number): void {
    for (const budget of budgets) this.#useOf(budget).open(atMs);
  }

  run(): void {
    const { all, outlets } = this.#request;
    const edges = outlets.flatMap(({ phase }) => phase.intervals.map(({ startMs }) => startMs));
    const starts = [...new Set(edges)].sort((a, b) => a - b);
    let atMs = all.field.period.startMs;
    for (let instants = 0; atMs < all.field.period.endMs && this.#left > 0 && instants < MOST_INSTANTS; instants += 1) {
      while (this.#spendAt(atMs)) {}
      while (starts[0] !== undefined && starts[0] <= atMs) starts.shift();
      const resets = [...this.#uses.values()].map((use) => use.nextMs()).filter((ms) => ms > atMs);
      atMs = Math.min(...resets, starts[0] ?? Number.POSITIVE_INFINITY);
    }
  }

  /** Whether anything was spent. */
  #spendAt(atMs: number): boolean {
    const unitsBefore = this.units;
    for (const outlet of this.#request.outlets) {
      const isTime = outlet.phase.intervals.some(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
      if (isTime && this.#isKnown(outlet)) this.#fill(outlet, atMs);
    }
    return this.units > unitsBefore && this.#tellsHistory;
  }

  /** Whether the payment's merchant is as new, or as well known, as the outlet has it. */
  #isKnown({ shape: { facts, known } }: Outlet): boolean {
    return !this.#tellsHistory || facts.merchant === undefined || this.#paid.has(facts.merchant) === known;
  }

  #fill({ shape, budgets, largest = MAX_AMOUNT_UNITS }: Outlet, atMs: number): void {
    const rooms = (counts: "money" | "payments") =>
      budgets.filter(({ cap }) => cap.counts === counts).map((budget) => this.#useOf(budget).room(atMs));
    const count = [...rooms("payments"), BigInt(this.#left)].reduce(least);
    const money = rooms("money").reduce(least, count * largest);
    const isOnce = this.#tellsHistory && !shape.known && shape.facts.merchant !== undefined;
    let rest = money;
    let left = isOnce && count > 1n ? 1n : count;
    while (rest > 0n && left > 0n) {
      const each = least(this.#largestNext(shape, largest), rest);
      if (this.#request.wholeOnly && each < largest && rooms("payments").length > 0) return;
      const isDistinct = this.#request.step > 0n && payeeOf(shape) !== undefined;
      const times = isDistinct ? 1n : least(rest / each, left);
      this.#pay({ atMs, shape, units: each, times: Number(times) }, budgets);
      rest -= each * times;
      left -= times;
    }
  }

  /** The largest amount that the payee has not had lately. */
  #largestNext(shape: Shape, largest: bigint): bigint {
    const paid = BigInt(this.#paid.get(payeeOf(shape) ?? "") ?? 0);
    const { step } = this.#request;
    return step === 0n || step * 2n > largest ? largest : largest - ((paid * step) % (largest - step));
  }

  #pay(payments: PlannedPayments, budgets: readonly Budget[]): void {
    const { atMs, shape, units, times } = payments;
    const money = units * BigInt(times);
    for (const budget of budgets) {
      const use = this.#useOf(budget);
      use.add(atMs, budget.cap.counts === "money" ? money : BigInt(times));
      if (use.room(atMs) === 0n && !this.fullAtMs.has(budget.key)) this.fullAtMs.set(budget.key, atMs);
    }
    const payee = payeeOf(shape);
    if (payee !== undefined) this.#paid.set(payee, (this.#paid.get(payee) ?? 0) + times);
    this.payments.push(payments);
    this.units += money;
    this.#left -= times;
  }

  #useOf(budget: Budget): BudgetUse {
    return this.#uses.get(budget.key) as BudgetUse;
  }
}

function payeeOf({ facts: { merchant, recipient } }: Shape): string | undefined {
  return merchant ?? recipient;
}

function least(a: bigint, b: bigint): bigint {
  return b < a ? b : a;
}
