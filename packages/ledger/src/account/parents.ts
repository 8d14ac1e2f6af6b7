import { expectedTerms } from "../authorize/steps.js";
import { type Failed, failed } from "../failure.js";
import { entryOf } from "../records/event.js";
import { name, names, type Shape } from "../request.js";
import type { Service } from "../service.js";
import { changeTerms } from "./change-terms.js";
import { readPath } from "./path.js";
import type { LoadedTerms } from "./terms-cache.js";

export interface ParentsRequest {
  readonly account: string;
  /** The accounts whose budgets its payments count on too; none takes it out of all. */
  readonly parents: readonly string[];
  readonly by: string;
}

export const PARENTS: Shape<ParentsRequest> = { account: name, parents: names, by: name };

export type Parents = { readonly ok: true; readonly parents: readonly string[] } | Failed;

/** See `Ledger.setParents`. */
export async function setParents(service: Service, { account, parents, by }: ParentsRequest): Promise<Parents> {
  const sorted = [...new Set(parents)].sort();
  const changed = await changeTerms(service, account, async ({ terms }) => {
    if (JSON.stringify(terms.parents) === JSON.stringify(sorted)) return { ok: true, done: true };
    const ancestors = await ancestorsOf(service, sorted);
    if (!ancestors.ok) return ancestors;
    if (ancestors.terms.some((ancestor) => ancestor.account === account)) {
      return failed("cycle", `"${account}" would be its own ancestor.`);
    }
    const records = [entryOf(account, service.clock(), "account.parents_changed", { parents: sorted, by })];
    return { ok: true, terms: { ...terms, parents: sorted }, records, expect: expectedTerms(ancestors.terms) };
  });
  return changed.ok ? { ok: true, parents: changed.terms.parents } : changed;
}

/** The accounts themselves and everything above them; the step that relies on it names their revisions. */
async function ancestorsOf(
  service: Service,
  accounts: readonly string[],
): Promise<{ ok: true; terms: readonly LoadedTerms[] } | Failed> {
  const terms = new Map<string, LoadedTerms>();
  for (const account of accounts) {
    const reading = await readPath(service, account, "store");
    if (!reading.ok) return reading;
    for (const ancestor of reading.path) terms.set(ancestor.account, ancestor);
  }
  return { ok: true, terms: [...terms.values()] };
}
