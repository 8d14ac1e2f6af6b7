import type { Bound } from "./bound.js";
import { boundOf, bounds } from "./bound.js";
import type { Budget, Outlet, Outlets } from "./outlets.js";

/** The bounds that together speak of every outlet, or an outlet of which none does. */
export type Cover =
  | { readonly ok: true; readonly bounds: readonly Bound[]; readonly units: bigint }
  | { readonly ok: false; readonly open: Outlet };

/** Steps of the search; the best cover so far is sound whenever it ends. */
const MOST_STEPS = 20_000;

/**
 * The cheapest set of bounds that holds every outlet: what leaves through an outlet is within the bounds that speak of it,
 * so that all that leaves is at most their sum.
 *
 * @param outlets those of interest, all or those of one merchant or category
 * @param usedOf money that payments in flight have used of a budget
 */
export function coverOf(all: Outlets, outlets: readonly Outlet[], usedOf: (budget: Budget) => bigint): Cover {
  const candidates = candidatesOf(outlets).map(({ budget, largest }) =>
    boundOf(budget, largest, all, outlets, usedOf(budget)),
  );
  const demands: number[][] = [];
  const seen = new Set<string>();
  for (const outlet of outlets) {
    const key = signatureOf(outlet);
    if (seen.has(key)) continue;
    seen.add(key);
    const demand = candidates.flatMap((bound, index) => (bounds(bound, outlet) ? [index] : []));
    if (demand.length === 0) return { ok: false, open: outlet };
    demands.push(demand);
  }
  const chosen = cheapest(
    hardest(demands),
    candidates.map(({ units }) => units),
  ).map((index) => candidates[index] as Bound);
  return { ok: true, bounds: chosen, units: chosen.reduce((sum, { units }) => sum + units, 0n) };
}

function signatureOf({ budgets, largest }: Outlet): string {
  return `${largest} ${budgets.map(({ key }) => key).join("\n")}`;
}

function candidatesOf(outlets: readonly Outlet[]): { budget: Budget; largest?: bigint }[] {
  const found = new Map<string, { budget: Budget; largest?: bigint }>();
  for (const { budgets, largest } of outlets) {
    for (const budget of budgets) {
      if (budget.cap.counts === "money") found.set(budget.key, { budget });
      else if (largest !== undefined) found.set(`${budget.key}\n${largest}`, { budget, largest });
    }
  }
  return [...found.values()];
}

/** Without those demands that are met whenever another one is. */
function hardest(demands: readonly number[][]): number[][] {
  const sorted = [...demands].sort((a, b) => a.length - b.length);
  const kept: number[][] = [];
  for (const demand of sorted) {
    const isMet = kept.some((other) => other.every((index) => demand.includes(index)));
    if (!isMet) kept.push(demand);
  }
  return kept;
}

/** The cheapest choice that has one of every demand, by branch and bound. */
function cheapest(demands: readonly number[][], costs: readonly bigint[]): number[] {
  let best: number[] | undefined;
  let bestCost = 0n;
  let steps = 0;
  const byCost = demands.map((demand) => [...demand].sort((a, b) => compare(costs[a] as bigint, costs[b] as bigint)));
  const search = (chosen: number[], cost: bigint): void => {
    if (best !== undefined && (cost >= bestCost || steps > MOST_STEPS)) return;
    steps += 1;
    const unmet = byCost.find((demand) => !demand.some((index) => chosen.includes(index)));
    if (unmet === undefined) {
      best = chosen;
      bestCost = cost;
      return;
    }
    for (const index of unmet) search([...chosen, index], cost + (costs[index] as bigint));
  };
  search([], 0n);
  return best ?? [];
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
