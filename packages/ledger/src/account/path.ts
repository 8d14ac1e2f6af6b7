import { type Failed, storeFailed } from "../failure.js";
import { termsKey } from "../keys.js";
import type { Service } from "../service.js";
import type { LoadedTerms } from "./terms-cache.js";

/** Where terms come from: those that are remembered may be out of date, and what is not is asked for. */
export type Source = "remembered" | "store";

/** The terms of an account and of all its ancestors, the account first, then its parents, then theirs. */
export type PathReading = { readonly ok: true; readonly path: readonly LoadedTerms[] } | Failed;

/**
 * Resolves an account's path from what is remembered, asking the store for what is not. It may be out
 * of date: steps name the revisions they rely on.
 */
export async function readPath(service: Service, account: string, source: Source = "remembered"): Promise<PathReading> {
  const path = new Map<string, LoadedTerms>();
  let level: readonly string[] = [account];
  while (level.length > 0) {
    const loaded = await readTerms(service, level, source);
    if (!loaded.ok) return loaded;
    for (const terms of loaded.terms) path.set(terms.account, terms);
    level = [...new Set(loaded.terms.flatMap(({ terms }) => terms.parents))].filter((parent) => !path.has(parent));
  }
  return { ok: true, path: [...path.values()] };
}

/** The terms of several accounts in the same order. */
export async function readTerms(
  { store, cache }: Service,
  accounts: readonly string[],
  source: Source,
): Promise<{ readonly ok: true; readonly terms: readonly LoadedTerms[] } | Failed> {
  const unknown = accounts.filter((account) => source === "store" || cache.terms(account) === undefined);
  const known = new Map<string, LoadedTerms>();
  for (const account of accounts) {
    const terms = cache.terms(account);
    if (terms !== undefined) known.set(account, terms);
  }
  if (unknown.length > 0) {
    const answer = await store.read({ documents: unknown.map(termsKey), accounts: [], totals: [], atMs: 0 });
    if (!answer.ok) return storeFailed(answer.failure);
    for (const [index, account] of unknown.entries()) {
      known.set(account, cache.learnTerms(account, answer.value.documents[index]));
    }
  }
  return { ok: true, terms: accounts.map((account) => known.get(account) as LoadedTerms) };
}
