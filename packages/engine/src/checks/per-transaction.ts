import { judgeCaps } from "../judge/caps.js";
import type { Context } from "../judge/context.js";
import type { Verdict } from "../judge/verdict.js";

/** Check 4: limits on each payment by itself. */
export function checkPerTransaction(context: Context): Verdict {
  return judgeCaps(context, context.rules.caps.perTransaction, "per_transaction_limit");
}
