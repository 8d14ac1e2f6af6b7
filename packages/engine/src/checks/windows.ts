import { judgeCaps } from "../judge/caps.js";
import type { Context } from "../judge/context.js";
import { judgeDuplicates } from "../judge/duplicates.js";
import { inTurn, type Verdict } from "../judge/verdict.js";

/** Check 6: money over windows, then number of payments over windows, then duplicates. */
export function checkWindows(context: Context): Verdict {
  const { windowMoney, windowCount } = context.rules.caps;
  return inTurn(
    () => judgeCaps(context, windowMoney, "window_limit_exceeded"),
    () => judgeCaps(context, windowCount, "velocity_limit_exceeded"),
    () => judgeDuplicates(context),
  );
}
