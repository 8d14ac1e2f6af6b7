import type { Clause } from "../clause/clause.js";
import type { Intent } from "../families/intent.js";
import type { ReadClause } from "./statement.js";

/** The intent of the clause before, for a clause that has no verb of its own. */
export function inherit(clause: Clause, { intent, clause: before }: ReadClause): Intent | undefined {
  const [word, ...more] = clause.skeleton;
  if (more.length > 0) return undefined;
  const isFigure = word === "figure" || (word === "cap" && allowsObject(clause, intent));
  const isBound = word === "above" || word === "least" || word === "below";
  if (!isFigure && !isBound) return undefined;
  if (before.quantity === undefined) return undefined;
  if (intent.kind !== "ceiling" && intent.kind !== "approval" && intent.kind !== "autoApprove") return undefined;
  if (isFigure) {
    if (before.bound !== undefined && clause.bound === undefined) clause.bound = before.bound;
    if (clause.quantity?.of === "number" && before.quantity.of === "count")
      clause.quantity = { ...clause.quantity, of: "count" };
  }
  if (clause.periods.length === 0 && clause.selectors.length + clause.schedules.length > 0)
    clause.periods.push(...before.periods);
  if (isFigure && clause.selectors.length === 0)
    clause.selectors.push(...before.selectors.filter(({ beforeQuantity }) => beforeQuantity));
  if (before.approvers !== undefined && clause.approvers === undefined) clause.approvers = before.approvers;
  if (isBound && intent.kind === "ceiling" && !intent.forbids && !allowsObject(clause, intent)) return undefined;
  return intent;
}

/** "Allow groceries up to $100 and restaurants up to $50": both are allowed. */
export function allowsObject({ selectors }: Clause, intent: Intent): boolean {
  return intent.kind === "ceiling" && intent.allows !== undefined && selectors[0]?.beforeQuantity === true;
}
