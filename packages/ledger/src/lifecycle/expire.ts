import { type Failed, storeFailed } from "../failure.js";
import { ALL_DUE, dueList } from "../keys.js";
import { entryOf } from "../records/event.js";
import type { Service } from "../service.js";
import { readSpend } from "../spend/document.js";
import type { Spend } from "../spend/spend.js";
import { approvalIdOf, stateOf } from "../spend/view.js";
import type { Entry } from "../store.js";
import { type Change, changeSpend } from "./change-spend.js";

export type Expiry = { readonly ok: true /** How many holds this call expired. */; readonly expired: number } | Failed;

const PAGE = 100;

/**
 * Gives back the holds whose time is over.
 *
 * @param accounts whose; absent: everybody's
 */
export async function expireDue(service: Service, accounts?: readonly string[]): Promise<Expiry> {
  let expired = 0;
  for (const list of accounts?.map(dueList) ?? [ALL_DUE]) {
    for (;;) {
      const page = await service.store.list({ list, order: "oldest", toMs: service.clock() + 1, limit: PAGE });
      if (!page.ok) return stoppedAfter(expired, storeFailed(page.failure));
      for (const document of page.value) {
        const { payment } = readSpend(document);
        const changed = await changeSpend(service, payment.account, payment.id, (spend) => expire(service, spend));
        if (!changed.ok) return stoppedAfter(expired, changed);
        if (changed.isNew) expired += 1;
      }
      if (page.value.length < PAGE) break;
    }
  }
  return { ok: true, expired };
}

/** Holds that expired before the failure stay expired: asking again goes on with the others. */
function stoppedAfter(expired: number, failure: Failed): Failed {
  if (expired === 0) return failure;
  const { error } = failure;
  return {
    ok: false,
    error: { ...error, message: `${error.message} (after ${expired} holds had expired)`, money: "unknown" },
  };
}

function expire({ clock }: Service, spend: Spend): Change {
  const isHeld = spend.state === "held" || spend.state === "pending";
  if (!isHeld || clock() < spend.expiresAtMs) return { ok: true, done: true, spend };
  const next: Spend = { ...spend, held: "0", state: "expired" };
  return { ok: true, spend: next, records: expiryRecords(spend, next, clock()) };
}

function expiryRecords(before: Spend, next: Spend, nowMs: number): Entry[] {
  const { account, id } = before.payment;
  const expired = entryOf(account, nowMs, "payment.expired", { spend: stateOf(next) });
  if (before.state !== "pending") return [expired];
  const body = { payment: id, approval: approvalIdOf(before) };
  return [entryOf(account, nowMs, "approval.expired", body), expired];
}
