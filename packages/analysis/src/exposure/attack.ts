import { parseDuration } from "@spendrail/model";
import { openedBefore } from "./bound.js";
import { union } from "./intervals.js";
import type { Budget, Outlet } from "./outlets.js";
import { type Opening, type Plan, type PlanRequest, planOf } from "./plan.js";

/**
 * The best plan found. Anchored windows may be open when the period begins; the question is since when. For each rule,
 * the shortest window first, the choices are: not open; about to reset; or about to reset as soon as it is used up, so
 * that what it lets out and what other rules let out go together. And where payments are counted, what is left of a
 * money budget may be too little to spend a payment on.
 *
 * @param enough the search ends when a plan takes out this much
 */
export function bestPlan(request: PlanRequest, enough: bigint): Plan {
  let best = searchOpenings(request, enough);
  const isCounted = request.outlets.some(({ budgets }) => budgets.some(({ cap }) => cap.counts === "payments"));
  if (best.units < enough && isCounted) {
    const whole = searchOpenings({ ...request, wholeOnly: true }, enough);
    if (whole.units > best.units) best = whole;
  }
  return best;
}

function searchOpenings(request: PlanRequest, enough: bigint): Plan {
  const plan = (openings: readonly Opening[]) =>
    planOf(
      request,
      [...openings].sort((a, b) => a.atMs - b.atMs),
    );
  const rules = anchoredRules(request);
  let best = plan([]);
  for (const budgets of rules) {
    if (best.units >= enough) break;
    // What is full, and when, is seen in the best plan so far, where windows of this rule are not open yet.
    const { openings, fullAtMs } = best;
    for (const fulls of [undefined, fullAtMs]) {
      const attempt = plan([...openings, ...openingsOf(request, budgets, fulls)]);
      if (attempt.units > best.units) best = attempt;
    }
  }
  if (best.units < enough) {
    const resetting = plan(rules.flatMap((budgets) => openingsOf(request, budgets, undefined)));
    if (resetting.units > best.units) best = resetting;
  }
  return best;
}

interface Anchored {
  readonly budget: Budget;
  readonly lengthMs: number;
}

/** The budgets of each anchored rule, those of the shortest window first. */
function anchoredRules({ outlets }: PlanRequest): Anchored[][] {
  const rules = new Map<number | undefined, Map<string, Anchored>>();
  for (const budget of outlets.flatMap(({ budgets }) => budgets)) {
    const { per, rule } = budget.cap;
    if (typeof per === "string" || per.type !== "anchored") continue;
    const budgets = rules.get(rule) ?? new Map<string, Anchored>();
    budgets.set(budget.key, { budget, lengthMs: parseDuration(per.duration) as number });
    rules.set(rule, budgets);
  }
  return [...rules.values()].map((budgets) => [...budgets.values()]).sort((a, b) => lengthOf(a) - lengthOf(b));
}

function lengthOf(budgets: readonly Anchored[]): number {
  return budgets[0]?.lengthMs ?? 0;
}

/** @param fullAtMs when each budget is used up, to reset right after; absent: to reset as early as possible */
function openingsOf(
  { all, outlets }: PlanRequest,
  budgets: readonly Anchored[],
  fullAtMs: ReadonlyMap<string, number> | undefined,
): Opening[] {
  return budgets.flatMap(({ budget, lengthMs }): Opening[] => {
    const drawing = outlets.filter((one) => one.budgets.some(({ key }) => key === budget.key));
    const earliestMs = openedBefore(budget, all, union(drawing.flatMap(({ phase }) => phase.intervals)));
    const fullMs = fullAtMs?.get(budget.key);
    if (earliestMs === undefined || (fullAtMs !== undefined && fullMs === undefined)) return [];
    const atMs = Math.max(earliestMs, fullMs === undefined ? earliestMs : fullMs + 1 - lengthMs);
    return atMs < all.field.period.startMs ? [{ atMs, outlet: drawing[0] as Outlet }] : [];
  });
}
