import { readTerms } from "../account/path.js";
import type { LoadedTerms } from "../account/terms-cache.js";
import { EMPTY_STEP, expectedTerms } from "../authorize/steps.js";
import { type Failed, failed, storeFailed } from "../failure.js";
import { merchantKey, spendKey } from "../keys.js";
import { MOST_TRIES, type Service } from "../service.js";
import { releasesOf } from "../spend/counted.js";
import { putSpend, readSpend } from "../spend/document.js";
import type { Spend } from "../spend/spend.js";
import type { Entry, Expectation, Put, Step, StoredDocument } from "../store.js";

/** What a step does to a spend: the spend after it, and what else is written beside it. */
export type Change =
  | { readonly ok: true; readonly spend: Spend; readonly records: readonly Entry[]; readonly captures?: boolean }
  /** Nothing has to be written: the step was taken before. */
  | { readonly ok: true; readonly done: true; readonly spend: Spend }
  | Failed;

export type Changed =
  /** `isNew`: the step was taken now, and not before. */
  { readonly ok: true; readonly spend: Spend; readonly atMs: number; readonly isNew: boolean } | Failed;

/**
 * Takes a spend from one state to the next, in one step with what that takes back from the totals. When others change the
 * spend or its accounts meanwhile, it is looked at again.
 *
 * @param change is asked about the spend as it stands, and changes nothing itself
 */
export async function changeSpend(
  service: Service,
  account: string,
  payment: string,
  change: (spend: Spend, atMs: number) => Change,
): Promise<Changed> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const document = await readDocument(service, spendKey(account, payment));
    if (!document.ok) return document;
    const before = document.value === undefined ? undefined : readSpend(document.value);
    if (document.value === undefined || before === undefined) {
      return failed("not_found", `"${account}" has no payment "${payment}".`);
    }
    const changed = change(before, document.value.atMs);
    if (!changed.ok) return changed;
    if ("done" in changed) return { ok: true, spend: changed.spend, atMs: document.value.atMs, isNew: false };
    const path = await readTerms(service, before.path, tries === 0 ? "remembered" : "store");
    if (!path.ok) return path;
    const extra = changed.captures === true ? await merchantPuts(service, changed.spend) : NO_EXTRA;
    if (!extra.ok) return extra;
    const step = changeStep(service, document.value, before, changed, path.terms);
    const answer = await service.store.commit({
      ...step,
      expect: [...step.expect, ...extra.expect],
      puts: [...step.puts, ...extra.puts],
    });
    if (!answer.ok) return storeFailed(answer.failure);
    if (answer.value.applied) return { ok: true, spend: changed.spend, atMs: document.value.atMs, isNew: true };
  }
  return failed("contended", `Others changed the payment "${payment}" or its accounts at every try.`);
}

function changeStep(
  { clock }: Service,
  { key, revision, atMs }: StoredDocument,
  before: Spend,
  { spend, records }: { spend: Spend; records: readonly Entry[] },
  path: readonly LoadedTerms[],
): Step {
  return {
    ...EMPTY_STEP,
    expect: [{ key, revision }, ...expectedTerms(path)],
    instant: { atMs: clock(), accounts: [] },
    moves: before.path,
    releases: path.flatMap(({ account, counters }) => releasesOf(counters, account, before, spend, atMs)),
    puts: [putSpend(spend, atMs)],
    records,
  };
}

const NO_EXTRA = { ok: true, expect: [], puts: [] } as const;

/** A capture makes the merchant known to every account of the path that did not know it. */
async function merchantPuts(
  { store, cache }: Service,
  { payment: { merchant }, path }: Spend,
): Promise<{ ok: true; expect: readonly Expectation[]; puts: readonly Put[] } | Failed> {
  const keys = merchant === undefined ? [] : path.map((account) => merchantKey(account, merchant));
  const fresh = keys.filter((key) => !cache.isMerchant(key));
  if (fresh.length === 0) return NO_EXTRA;
  const answer = await store.read({ documents: fresh, accounts: [], totals: [], atMs: 0 });
  if (!answer.ok) return storeFailed(answer.failure);
  const absent = fresh.filter((_, index) => answer.value.documents[index] === undefined);
  return {
    ok: true,
    expect: absent.map((key) => ({ key, revision: 0 })),
    puts: absent.map((key) => ({ key, body: "{}", lists: [] })),
  };
}

async function readDocument(
  { store }: Service,
  key: string,
): Promise<{ ok: true; value: StoredDocument | undefined } | Failed> {
  const answer = await store.read({ documents: [key], accounts: [], totals: [], atMs: 0 });
  return answer.ok ? { ok: true, value: answer.value.documents[0] } : storeFailed(answer.failure);
}
