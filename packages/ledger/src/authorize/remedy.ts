import { type Facts, findRemedy, type Needs, type SpendFacts } from "@spendrail/engine";
import type { Decision } from "@spendrail/model";
import type { LedgerStore } from "../store.js";
import type { Case, Judged, PolicyOnPath } from "./judge.js";
import { plain } from "./steps.js";

/** As many as a search through a sliding window of years takes; a part of a remedy that takes more is left out. */
const MOST_READS = 64;

/**
 * A denial with its remedy, that of the policy which denied alone. It is advice: it is as of the totals that were read for
 * it, and left out where the store cannot be read.
 */
export async function withRemedy(store: LedgerStore, one: Case, { decision, facts }: Judged): Promise<Decision> {
  const denied = plain(decision);
  const policy = one.policies[decision.policy];
  if (policy === undefined) return denied;
  const lookup = lookupIn(store, policy);
  const remedy = await findRemedy(policy.compiled, one.payment, facts[decision.policy] as Facts, lookup);
  return Object.keys(remedy).length === 0 ? denied : { ...denied, remedy };
}

function lookupIn(store: LedgerStore, policy: PolicyOnPath) {
  let left = MOST_READS;
  return async ({ atMs, totals }: Needs): Promise<SpendFacts | undefined> => {
    left -= 1;
    if (left < 0) return undefined;
    const keys = totals.map((query) => policy.keyOf(query));
    const answer = await store.read({ documents: [], accounts: [], totals: keys, atMs });
    return answer.ok ? { totals: answer.value.totals } : undefined;
  };
}
