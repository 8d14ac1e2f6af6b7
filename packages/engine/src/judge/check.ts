import type { Context } from "./context.js";
import type { Verdict } from "./verdict.js";

/** One of the ten checks. It reads the context, and neither changes nor keeps anything. */
export type Check = (context: Context) => Verdict;
