import { parseDuration, parseInstant, type Window } from "@spendrail/model";
import { FIRST_MS } from "../shape/instants.js";
import { type Interval, type Intervals, union } from "./intervals.js";
import type { Budget, Outlet, Outlets } from "./outlets.js";
import { clockOf } from "./phases.js";
import { windowCount } from "./windows.js";

/** One cap of the bound: all payments that draw on one budget together, over the period or a part of it. */
export interface Bound {
  readonly budget: Budget;
  /** The part of the period that is spoken of. */
  readonly part: Interval;
  /** How many windows there are. */
  readonly windows: number;
  /** Where payments are counted: none of those that are bounded is larger than this, in units of 10^-18. */
  readonly largest?: bigint;
  /** In units of 10^-18. */
  readonly units: bigint;
}

/** Whether a bound speaks of what leaves through an outlet. */
export function bounds({ budget, largest }: Pick<Bound, "budget" | "largest">, outlet: Outlet): boolean {
  if (!outlet.budgets.some(({ key }) => key === budget.key)) return false;
  return largest === undefined || (outlet.largest !== undefined && outlet.largest <= largest);
}

/**
 * What a budget lets out at most through all outlets that draw on it; where it counts payments, through those whose
 * payments are not larger than `largest`.
 *
 * @param used money that payments in flight have used of a budget that never resets
 */
export function boundOf(
  budget: Budget,
  largest: bigint | undefined,
  all: Outlets,
  outlets: readonly Outlet[],
  used: bigint,
): Bound {
  const { cap } = budget;
  const part = { budget, part: all.field.period, ...(largest === undefined ? {} : { largest }) };
  const times = union(outlets.filter((outlet) => bounds(part, outlet)).flatMap(({ phase }) => phase.intervals));
  const per = cap.per as Window | "lifetime";
  const windows = windowCount(per, times, all.field.policy, openedBefore(budget, all, times));
  const each = cap.counts === "payments" ? cap.max * (largest as bigint) : cap.max;
  const units = BigInt(windows) * each - (windows > 0 ? used : 0n);
  return { ...part, windows, units: units > 0n ? units : 0n };
}

/**
 * The earliest instant before the period at which a payment can open an anchored window of the budget that is still open
 * at the first of the times; `undefined` when there is none.
 */
export function openedBefore(budget: Budget, { field, canPay }: Outlets, times: Intervals): number | undefined {
  const { per, rule = 0 } = budget.cap;
  const { policy, period } = field;
  const first = times[0];
  if (typeof per === "string" || per.type !== "anchored" || first === undefined) return undefined;
  const clock = clockOf(policy);
  const validities = [policy.validFrom, policy.rules[rule]?.validFrom].filter((instant) => instant !== undefined);
  const earliest = first.startMs + 1 - (parseDuration(per.duration) as number);
  let atMs = Math.max(FIRST_MS, earliest, ...validities.map((instant) => parseInstant(instant) as number));
  while (atMs < period.startMs && !canPay(budget, atMs)) atMs = clock.nextChange(atMs);
  return atMs < period.startMs ? atMs : undefined;
}
