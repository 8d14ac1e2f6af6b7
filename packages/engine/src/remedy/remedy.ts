import type { Remedy } from "@spendrail/model";
import type { Needs, SpendFacts } from "../facts.js";
import type { Context } from "../judge/context.js";
import type { Finding } from "../judge/verdict.js";
import { type LargestAmount, largestAmount } from "./largest-amount.js";
import { retryAt } from "./retry-at.js";
import { type Search, search, searchLater } from "./search.js";
import type { Case } from "./variation.js";

interface Searches {
  readonly maxAmount: Search<LargestAmount>;
  readonly retryAt: Search<string | undefined>;
}

/** What would pass instead of a payment that was denied, as far as the facts have a `lookup`. */
export function remedyOf(one: Case, context: Context, finding: Finding): Remedy {
  const { lookup } = one.facts;
  const searches = searchesOf(one, context, finding);
  if (searches === undefined) return {};
  return remedyFrom(search(searches.maxAmount, lookup), search(searches.retryAt, lookup));
}

/** The same where facts have to be waited for; a part whose `lookup` is answered with `undefined` is left out. */
export async function remedyLater(
  one: Case,
  context: Context,
  finding: Finding,
  lookup: (needs: Needs) => Promise<SpendFacts | undefined>,
): Promise<Remedy> {
  const searches = searchesOf(one, context, finding);
  if (searches === undefined) return {};
  const maxAmount = await searchLater(searches.maxAmount, lookup);
  return remedyFrom(maxAmount, await searchLater(searches.retryAt, lookup));
}

/** @returns `undefined` for a payment that nothing can be said about: its money cannot be counted, or a fault denied it */
function searchesOf(one: Case, context: Context, finding: Finding): Searches | undefined {
  const countable = context.subject.amount !== undefined && context.subject.fee !== undefined;
  if (finding.code === "internal_error" || !countable) return undefined;
  return { maxAmount: largestAmount(one, context), retryAt: retryAt(one, context, finding) };
}

function remedyFrom(maxAmount: LargestAmount | undefined, retry: string | undefined): Remedy {
  const isAmount = maxAmount !== undefined && maxAmount !== "none" && maxAmount !== "unlimited";
  return { ...(isAmount ? { maxAmount } : {}), ...(retry === undefined ? {} : { retryAt: retry }) };
}
