import type { MissingRule } from "./exposure-report.js";
import type { Outlet, Outlets } from "./outlets.js";

/** Says which rule there would have to be for an outlet to be bounded. */
export function missingRule({ field: { policy } }: Outlets, { shape, largest, budgets }: Outlet): MissingRule {
  const { facts, open } = shape;
  const split = policy.rules.find((rule) => "by" in rule && rule.by !== undefined && open.includes(rule.by));
  if (split !== undefined && "by" in split) {
    const message = `Each ${split.by} has a budget of its own and there is no limit to how many: a limit on money over all of them is missing.`;
    return { message, facts };
  }
  const which = Object.keys(facts).length === 0 ? "payments" : `payments such as ${JSON.stringify(facts)}`;
  if (budgets.some(({ cap }) => cap.counts === "payments")) {
    const message = `The number of ${which} is capped, but not their money: a limit on money per transaction, or over time, is missing.`;
    return { message, facts };
  }
  const only = largest === undefined ? "" : " (each of them is capped, but not how many)";
  const message = `Nothing caps ${which} over time${only}: a limit on money per day, month or lifetime is missing.`;
  return { message, facts };
}
