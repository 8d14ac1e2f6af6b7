import { EMPTY_STEP } from "../authorize/steps.js";
import { type Failed, failed, storeFailed } from "../failure.js";
import { termsKey } from "../keys.js";
import { MOST_TRIES, type Service } from "../service.js";
import type { Entry, Expectation, Step } from "../store.js";
import { fillsOf } from "./fill.js";
import { readTerms } from "./path.js";
import type { Terms } from "./terms.js";
import type { LoadedTerms } from "./terms-cache.js";
import { putTerms } from "./terms-document.js";

/** What becomes of an account's terms. */
export type TermsChange =
  | {
      readonly ok: true;
      readonly terms: Terms;
      readonly records: readonly Entry[];
      readonly expect?: readonly Expectation[];
    }
  /** They are so already. */
  | { readonly ok: true; readonly done: true }
  | Failed;

/**
 * Changes an account's terms in one step. Counters that the account did not keep before are filled with what it has spent;
 * when others change or spend meanwhile, everything is looked at again.
 *
 * @param change is asked about the terms as they stand
 * @returns the terms as they are after it
 */
export async function changeTerms(
  service: Service,
  account: string,
  change: (terms: LoadedTerms) => TermsChange | Promise<TermsChange>,
): Promise<{ readonly ok: true; readonly terms: Terms } | Failed> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await readTerms(service, [account], "store");
    if (!loaded.ok) return loaded;
    const before = loaded.terms[0] as LoadedTerms;
    const changed = await change(before);
    if (!changed.ok) return changed;
    if ("done" in changed) return { ok: true, terms: before.terms };
    const kept = new Set(before.terms.counters.map(({ row }) => row));
    const added = changed.terms.counters.filter(({ row }) => !kept.has(row));
    const filled = added.length === 0 ? NOTHING_TO_FILL : await fillsOf(service, account, added);
    if (!filled.ok) return filled;
    const step: Step = {
      ...EMPTY_STEP,
      expect: [{ key: termsKey(account), revision: before.revision }, ...(changed.expect ?? [])],
      ...(added.length === 0 ? {} : { still: { account, movements: filled.movements } }),
      instant: { atMs: service.clock(), accounts: [] },
      fills: filled.fills,
      puts: [putTerms(account, changed.terms)],
      records: changed.records,
    };
    const answer = await service.store.commit(step);
    if (!answer.ok) return storeFailed(answer.failure);
    if (answer.value.applied) {
      // The change stands whether or not it can be read back: what is remembered out of date costs one more try.
      await readTerms(service, [account], "store");
      return { ok: true, terms: changed.terms };
    }
  }
  return failed("contended", `Others changed or spent from "${account}" at every try.`);
}

const NOTHING_TO_FILL = { ok: true, fills: [], movements: 0 } as const;
