import type { MissingRule } from "./exposure-report.js";
import type { Outlet, Outlets } from "./outlets.js";

/** Says which rule there would have to be for an outlet to be bounded. */
export function missingRule({ field: { policy } }: Outlets, { shape, largest }: Outlet): MissingRule {
  const { facts, open } = shape;
  const split = policy.rules.find((rule) => "by" in rule && rule.by !== undefined && open.includes(rule.by));
  const which = Object.keys(facts).length === 0 ? "payments" : `payments such as ${JSON.stringify(facts)}`;
  const each = largest === undefined ? "" : ", only each of them,";
  const rule = "a limit on money per day, month or lifetime";
  if (split !== undefined && "by" in split) {
    const message = `Each ${split.by} has a budget of its own and there is no limit to how many: ${rule} over all of them is missing.`;
    return { message, facts };
  }
  return { message: `Nothing caps ${which} over time${each}: ${rule} is missing.`, facts };
}
