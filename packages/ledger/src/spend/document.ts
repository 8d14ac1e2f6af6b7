import { ALL_DUE, dueList, pendingList, spendKey, spendsList } from "../keys.js";
import type { Listing, Put, StoredDocument } from "../store.js";
import type { Spend } from "./spend.js";

/** @param atMs the instant the spend counts at; absent: the step's */
export function putSpend(spend: Spend, atMs?: number): Put {
  return {
    key: spendKey(spend.payment.account, spend.payment.id),
    body: JSON.stringify(spend),
    ...(atMs === undefined ? {} : { atMs }),
    lists: listingsOf(spend),
  };
}

export function readSpend(document: Pick<StoredDocument, "body">): Spend {
  return JSON.parse(document.body);
}

/** A payment that was denied at once was never counted, and is on no list. */
function listingsOf({ path, state, expiresAtMs, approvers }: Spend): Listing[] {
  if (state === "denied" && approvers === undefined) return [];
  const counted = path.map((account) => ({ list: spendsList(account) }));
  const waiting = state === "pending" ? path.map((account) => ({ list: pendingList(account) })) : [];
  const isHeld = state === "pending" || state === "held";
  const due = isHeld ? [ALL_DUE, ...path.map(dueList)].map((list) => ({ list, atMs: expiresAtMs })) : [];
  return [...counted, ...waiting, ...due];
}
