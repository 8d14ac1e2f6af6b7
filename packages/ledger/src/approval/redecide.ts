import type { Account, CompiledPolicy, Total } from "@spendrail/engine";
import { readPath, readTerms } from "../account/path.js";
import { registerCounters } from "../account/register-counters.js";
import type { JudgedPolicy, LoadedTerms } from "../account/terms-cache.js";
import { type Case, caseOf, isSame, type Judged, judgeCase, missingCounters } from "../authorize/judge.js";
import { countersOf } from "../counter.js";
import { type Failed, storeFailed } from "../failure.js";
import { merchantKey, spendKey, termsKey } from "../keys.js";
import { totalId } from "../range.js";
import type { Service } from "../service.js";
import { additionsOf } from "../spend/counted.js";
import { readSpend } from "../spend/document.js";
import { countedPayment, type Spend } from "../spend/spend.js";
import type { StoredDocument, Sum, TotalKey } from "../store.js";

/** A pending payment judged by the path, the policies and the totals of now, its own hold not counted. */
export interface Redecision {
  readonly ok: true;
  readonly document: StoredDocument;
  readonly spend: Spend;
  /** The accounts that its hold counts on: the path of when it was authorised. */
  readonly heldOn: readonly LoadedTerms[];
  readonly one: Case;
  readonly judged: Judged;
}

/**
 * @param known what the caller knows of the account now
 * @returns `undefined` when something changed meanwhile, and it has to be done again
 */
export async function redecide(
  service: Service,
  spend: Spend,
  known: Account,
): Promise<Redecision | Failed | undefined> {
  const { account, id } = spend.payment;
  const reading = await readPath(service, account, "store");
  if (!reading.ok) return reading;
  const { path } = reading;
  const held = await readTerms(service, spend.path, "store");
  if (!held.ok) return held;
  const heldOn = held.terms;
  const nowMs = service.clock();
  const probe = redecisionCase(service, spend, path, nowMs, [], known);
  const missing = missingCounters(probe);
  for (const [owner, counters] of missing) {
    const registered = await registerCounters(service, owner, counters);
    if (!registered.ok) return registered;
  }
  if (missing.size > 0) return undefined;
  const keys = probe.policies.flatMap((policy) => policy.keys);
  const reliedOn = [...path, ...heldOn];
  const answer = await service.store.read({
    documents: [
      spendKey(account, id),
      ...reliedOn.map((terms) => termsKey(terms.account)),
      ...merchantKeys(spend, path),
    ],
    accounts: [...new Set(reliedOn.map((terms) => terms.account))],
    totals: keys,
    atMs: nowMs,
  });
  if (!answer.ok) return storeFailed(answer.failure);
  const { documents, totals, atMs } = answer.value;
  const [document] = documents;
  const changed = reliedOn.some(({ revision }, index) => (documents[index + 1]?.revision ?? 0) !== revision);
  if (document === undefined || changed) return undefined;
  const fresh = readSpend(document);
  const knownTo = path.filter((_, index) => documents[1 + reliedOn.length + index] !== undefined);
  const one = redecisionCase(service, fresh, path, atMs, accountsOf(knownTo), known);
  if (!isSame(keys, one)) return undefined;
  const others = withoutOwn(fresh, document.atMs, heldOn, keys, totals, atMs);
  return { ok: true, document, spend: fresh, heldOn, one, judged: judgeCase(one, others) };
}

export function accountsOf(path: readonly LoadedTerms[]): string[] {
  return path.map(({ account }) => account);
}

function merchantKeys({ payment: { merchant } }: Spend, path: readonly LoadedTerms[]): string[] {
  return merchant === undefined ? [] : path.map(({ account }) => merchantKey(account, merchant));
}

function redecisionCase(
  service: Service,
  spend: Spend,
  path: readonly LoadedTerms[],
  atMs: number,
  knownTo: readonly string[],
  account: Account,
): Case {
  const given = spend.given === undefined ? undefined : judged(service.compile(spend.given));
  const nowMs = service.clock();
  return caseOf(path, countedPayment(spend), atMs, { given, knownTo, account, nowMs });
}

function judged(compiled: CompiledPolicy): JudgedPolicy {
  return { compiled, counters: countersOf(compiled) };
}

/** The totals less what the spend itself added to them, as far as their windows still count it. */
function withoutOwn(
  spend: Spend,
  countedMs: number,
  path: readonly LoadedTerms[],
  keys: readonly TotalKey[],
  totals: readonly Total[],
  atMs: number,
): Total[] {
  const own = path.flatMap(({ account, counters }) => additionsOf(counters, account, spend, countedMs));
  const byId = new Map<string, Sum>(own.map((addition) => [totalId(addition.total), addition]));
  return keys.map((key, index) => {
    const total = totals[index] as Total;
    const added = byId.get(totalId(key));
    return added !== undefined && isCounted(key, total, countedMs, atMs) ? less(total, added) : total;
  });
}

/** Whether a total still holds what was counted at an instant. A calendar total of another stretch has another key. */
function isCounted({ span }: TotalKey, { resetsAtMs }: Total, countedMs: number, atMs: number): boolean {
  switch (span.type) {
    case "lifetime":
    case "calendar":
      return true;
    case "sliding":
      return countedMs > atMs - span.durationMs;
    case "anchored":
      return resetsAtMs !== undefined && countedMs >= resetsAtMs - span.durationMs;
  }
}

function less(total: Total, { money, amount, count }: Sum): Total {
  return { ...total, money: total.money - money, amount: total.amount - amount, count: total.count - count };
}
