import { type Per, parseDuration, type SpendingPolicy } from "@spendrail/model";
import type { Spend } from "./facts.js";
import { calendarUnitOf, endOfCalendarUnit } from "./local-time.js";

/** The spends that count together with a payment, and when counting starts anew. */
export interface Counted {
  spends: Spend[];
  resetsAtMs: number | undefined;
}

/**
 * The spends of a rule that are counted together with a payment at `atMs`.
 *
 * @param spends those the rule applies to, by time; of the same instant in the order recorded
 */
export function countedWith(atMs: number, spends: Spend[], per: Per, policy: SpendingPolicy): Counted {
  if (per === "transaction") return { spends: [], resetsAtMs: undefined };
  if (per === "lifetime") return { spends, resetsAtMs: undefined };
  switch (per.type) {
    case "sliding": {
      const duration = parseDuration(per.duration)!;
      const inside = spends.filter((spend) => spend.atMs > atMs - duration && spend.atMs <= atMs);
      return { spends: inside, resetsAtMs: inside[0] && inside[0].atMs + duration };
    }
    case "calendar": {
      const unit = calendarUnitOf(atMs, per.unit, policy);
      const inside = spends.filter((spend) => calendarUnitOf(spend.atMs, per.unit, policy) === unit);
      return { spends: inside, resetsAtMs: endOfCalendarUnit(atMs, per.unit, policy) };
    }
    case "anchored": {
      const duration = parseDuration(per.duration)!;
      const start = anchorOf(atMs, spends, duration);
      const inside = spends.filter((spend) => spend.atMs >= start && spend.atMs < start + duration);
      return { spends: inside, resetsAtMs: inside.length === 0 ? undefined : start + duration };
    }
  }
}

/** The start of the window that holds a payment, which comes after the spends of its own instant. */
function anchorOf(atMs: number, spends: Spend[], duration: number): number {
  let start: number | undefined;
  for (const spend of spends) {
    if (spend.atMs > atMs) break;
    if (start === undefined || spend.atMs >= start + duration) start = spend.atMs;
  }
  return start !== undefined && atMs < start + duration ? start : atMs;
}
