import { judgeCaps } from "../judge/caps.js";
import type { Context } from "../judge/context.js";
import type { Verdict } from "../judge/verdict.js";

/** Check 5: money and number of payments over the life of the account. */
export function checkTotal(context: Context): Verdict {
  return judgeCaps(context, context.rules.caps.total, "total_limit_exceeded");
}
