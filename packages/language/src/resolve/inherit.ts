import type { Clause } from "../clause/clause.js";
import type { Intent } from "../families/intent.js";
import type { ReadClause } from "./statement.js";

/** The intent of the clause before, for a clause that has no verb of its own. */
export function inherit(clause: Clause, { intent, clause: before }: ReadClause): Intent | undefined {
  if (intent.kind === "alert") return isShare(clause) ? intent : undefined;
  if (intent.kind === "approval") takeApprovers(clause, before);
  const [word, ...more] = clause.skeleton;
  if (more.length > 0) return undefined;
  const isCap = word === "cap" && (allowsObject(clause, intent) || isNarrowed(clause));
  const isFigure = word === "figure" || isCap;
  const isBound = word === "above" || word === "least" || word === "below";
  if (!isFigure && !isBound) return undefined;
  if (before.quantity === undefined) return undefined;
  if (intent.kind !== "ceiling" && intent.kind !== "approval" && intent.kind !== "autoApprove") return undefined;
  if (word === "below" && intent.kind === "approval") return undefined;
  if (isCap && (intent.kind !== "ceiling" || intent.forbids)) return undefined;
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

const isNarrowed = ({ selectors, schedules }: Clause): boolean => selectors.length + schedules.length > 0;

const LIMITS: ReadonlySet<string> = new Set(["spending", "budget", "limit", "capNoun", "spend", "used"]);

/** "… and at 95% of the total budget". */
function isShare({ skeleton: [percent, ...rest] }: Clause): boolean {
  return percent === "percent" && rest.every((name) => LIMITS.has(name));
}

/** "At 50%, 80% and 95% of the daily limit" are all of that limit. */
export function shareLimit(clauses: readonly ReadClause[]): void {
  const alerts = clauses.filter(({ intent }) => intent.kind === "alert").map(({ clause }) => clause);
  for (const [index, clause] of [...alerts.entries()].reverse()) {
    const next = alerts[index + 1];
    const isBare = clause.periods.length === 0 && !clause.skeleton.some((name) => LIMITS.has(name));
    if (isBare && next !== undefined) clause.periods.push(...next.periods);
  }
}

/** "Two approvals above $1,000 and three above $5,000". */
function takeApprovers(clause: Clause, { approvers }: Clause): void {
  const [number, ...rest] = clause.skeleton;
  if (approvers === undefined || number !== "figure" || rest.length !== 1 || clause.firstFigure === undefined) return;
  clause.approvers = clause.firstFigure;
  clause.skeleton = rest;
}

/** "Allow groceries up to $100 and restaurants up to $50": both are allowed. */
export function allowsObject({ selectors }: Clause, intent: Intent): boolean {
  return intent.kind === "ceiling" && intent.allows !== undefined && selectors[0]?.beforeQuantity === true;
}
