import type { Counter, NewCounter } from "../counter.js";
import type { Failed } from "../failure.js";
import type { Service } from "../service.js";
import { changeTerms } from "./change-terms.js";

/**
 * Has an account keep counters it does not keep yet. What was spent before is counted once, here: the only time that an
 * account's spends are gone through.
 */
export async function registerCounters(
  service: Service,
  account: string,
  counters: readonly NewCounter[],
): Promise<{ readonly ok: true } | Failed> {
  const changed = await changeTerms(service, account, ({ terms, revision }) => {
    const missing = counters.filter(({ id }) => !terms.counters.some((kept) => kept.id === id));
    if (missing.length === 0) return { ok: true, done: true };
    return {
      ok: true,
      terms: { ...terms, counters: [...terms.counters, ...missing.map(atRow(revision))] },
      records: [],
    };
  });
  return changed.ok ? { ok: true } : changed;
}

/** Gives a counter a name for its sums that no other registration of it has. */
export function atRow(revision: number): (counter: NewCounter) => Counter {
  return (counter) => ({ ...counter, row: `${counter.id}.${revision + 1}` });
}
