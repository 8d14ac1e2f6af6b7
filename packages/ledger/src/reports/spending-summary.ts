import { type LimitSummary, type SpendHistory, summary, type Total, type TotalQuery } from "@spendrail/engine";
import { formatInstant, parseInstant } from "@spendrail/model";
import { readTerms } from "../account/path.js";
import { registerCounters } from "../account/register-counters.js";
import type { JudgedPolicy, LoadedTerms } from "../account/terms-cache.js";
import { type Failed, failed, storeFailed } from "../failure.js";
import { expireDue } from "../lifecycle/expire.js";
import type { Service } from "../service.js";
import type { TotalKey } from "../store.js";

/** What the limits of an account's policy have counted at an instant. */
export type SpendingSummary =
  | {
      readonly ok: true;
      /** The instant that was asked for, or the account's latest spend where that is later. ISO 8601. */
      readonly at: string;
      readonly policyDigest: string;
      /** One for each limit and velocity rule in force, or for each of its budgets. */
      readonly limits: readonly LimitSummary[];
    }
  | Failed;

/** See `Ledger.spendingSummary`. */
export async function spendingSummary(service: Service, account: string, at: string): Promise<SpendingSummary> {
  const askedMs = parseInstant(at);
  if (askedMs === undefined) return failed("invalid", `"${at}" is no ISO 8601 instant with a zone.`);
  const expired = await expireDue(service, [account]);
  if (!expired.ok) return expired;
  const loaded = await keptTerms(service, account, askedMs);
  if (!loaded.ok) return loaded;
  const { policy, terms } = loaded;
  const settled = await service.store.read({ documents: [], accounts: [account], totals: [], atMs: askedMs });
  if (!settled.ok) return storeFailed(settled.failure);
  const { atMs } = settled.value;
  const partitions = await partitionsOf(service, terms, policy);
  if (!partitions.ok) return partitions;
  const asked: TotalQuery[] = [];
  const asking = historyOf(partitions.bySelection, (query) => {
    asked.push(query);
    return NOTHING;
  });
  const options = { at: formatInstant(atMs) };
  summary(policy.compiled, account, { ...options, history: asking });
  const keys = asked.map((query) => keyOf(terms, policy, query));
  const read = await service.store.read({ documents: [], accounts: [account], totals: keys, atMs });
  if (!read.ok) return storeFailed(read.failure);
  const totals = read.value.totals.values();
  const history = historyOf(partitions.bySelection, () => totals.next().value ?? NOTHING);
  const made = summary(policy.compiled, account, { ...options, history });
  if (!made.ok) return failed("invalid", made.issues[0]?.message ?? "The summary cannot be made.");
  return { ok: true, at: formatInstant(atMs), policyDigest: policy.compiled.digest, limits: made.limits };
}

const NOTHING: Total = { money: 0n, amount: 0n, count: 0 };

/** The account's terms and its policy, with every counter that the policy needs. */
async function keptTerms(
  service: Service,
  account: string,
  atMs: number,
): Promise<{ ok: true; terms: LoadedTerms; policy: JudgedPolicy } | Failed> {
  for (;;) {
    const loaded = await readTerms(service, [account], "store");
    if (!loaded.ok) return loaded;
    const terms = loaded.terms[0] as LoadedTerms;
    const policy = terms.policyAt(atMs);
    if (policy === undefined) return failed("not_found", `"${account}" has no policy.`);
    const missing = [...policy.counters.values()].filter(({ id }) => !terms.counters.some((kept) => kept.id === id));
    if (missing.length === 0) return { ok: true, terms, policy };
    const registered = await registerCounters(service, account, missing);
    if (!registered.ok) return registered;
  }
}

async function partitionsOf(
  { store }: Service,
  { account, counters }: LoadedTerms,
  policy: JudgedPolicy,
): Promise<{ ok: true; bySelection: ReadonlyMap<string, readonly string[]> } | Failed> {
  const bySelection = new Map<string, readonly string[]>();
  const needed = new Set([...policy.counters.values()].map(({ id }) => id));
  for (const { id, row, selection } of counters) {
    if (!needed.has(id)) continue;
    const answer = await store.partitions(account, row);
    if (!answer.ok) return storeFailed(answer.failure);
    bySelection.set(selection.key, [...new Set([...(bySelection.get(selection.key) ?? []), ...answer.value])]);
  }
  return { ok: true, bySelection };
}

function historyOf(
  partitions: ReadonlyMap<string, readonly string[]>,
  total: (query: TotalQuery) => Total,
): SpendHistory {
  return {
    facts: ({ totals }) => ({ totals: totals.map(total) }),
    partitions: (_, { key }) => partitions.get(key) ?? [],
  };
}

function keyOf({ account, counters }: LoadedTerms, policy: JudgedPolicy, query: TotalQuery): TotalKey {
  const id = policy.counters.get(query.rule)?.id;
  const row = counters.find((kept) => kept.id === id)?.row ?? "";
  return { account, counter: row, partition: query.partition, span: query.span };
}
