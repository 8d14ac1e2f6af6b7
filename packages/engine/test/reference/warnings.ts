import { Decimal, type Per, type Warning } from "@spendrail/model";
import type { Attempt } from "./failure.js";
import { type Moment, rulesApplying, rulesInForce, usageOf } from "./situation.js";

/** One warning for each alert and each money limit it watches that the payment takes to the alert's share. */
export function warningsOf(moment: Moment, { money }: Attempt): Warning[] {
  const warnings: Warning[] = [];
  if (money === undefined) return warnings;
  for (const { index, rule: alert } of rulesInForce(moment, "alert")) {
    for (const view of rulesApplying(moment, "limit")) {
      const { per, max } = view.rule;
      if (alert.per !== undefined && !isSame(alert.per, per)) continue;
      const used = usageOf(view, moment).spent.plus(money.total);
      if (used.gte(new Decimal(max).times(alert.at))) warnings.push({ rule: index, used: used.toFixed(), max });
    }
  }
  return warnings;
}

function isSame(a: Per, b: Per): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  if (a.type === "calendar" || b.type === "calendar")
    return a.type === b.type && "unit" in a && "unit" in b && a.unit === b.unit;
  return a.type === b.type && a.duration === b.duration;
}
