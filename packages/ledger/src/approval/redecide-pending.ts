import { type Failed, failed, storeFailed } from "../failure.js";
import { pendingList, spendKey } from "../keys.js";
import { MOST_TRIES, type Service } from "../service.js";
import { readSpend } from "../spend/document.js";
import type { ListedDocument } from "../store.js";
import { conclude } from "./approve.js";
import { type Redecision, redecide } from "./redecide.js";

const PAGE = 100;

/**
 * Judges every payment that waits for approval on an account or below it by what is in force now: those that are denied give
 * their holds back, the others go on waiting, for more people where more are asked for. Balances are not known here.
 */
export async function redecidePending(service: Service, account: string): Promise<{ readonly ok: true } | Failed> {
  let last: ListedDocument | undefined;
  do {
    const after = last === undefined ? {} : { after: { atMs: last.placeMs, key: last.key } };
    const page = await service.store.list({ list: pendingList(account), order: "oldest", limit: PAGE, ...after });
    if (!page.ok) return storeFailed(page.failure);
    for (const document of page.value) {
      const { payment } = readSpend(document);
      const redecided = await redecideOne(service, payment.account, payment.id);
      if (!redecided.ok) return redecided;
    }
    last = page.value.length < PAGE ? undefined : page.value.at(-1);
  } while (last !== undefined);
  return { ok: true };
}

async function redecideOne(service: Service, account: string, id: string): Promise<{ readonly ok: true } | Failed> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const read = await service.store.read({ documents: [spendKey(account, id)], accounts: [], totals: [], atMs: 0 });
    if (!read.ok) return storeFailed(read.failure);
    const [document] = read.value.documents;
    const spend = document === undefined ? undefined : readSpend(document);
    if (spend?.state !== "pending") return { ok: true };
    const again = await redecide(service, spend, {});
    if (again === undefined) continue;
    if (!again.ok) return again;
    if (again.spend.state !== "pending") return { ok: true };
    if (isUnchanged(again)) return { ok: true };
    const concluded = await conclude(service, again, again.spend);
    if (concluded?.outcome === "failed") return { ok: false, error: concluded.error };
    if (concluded !== undefined) return { ok: true };
  }
  return failed("contended", `Others changed the same totals at every try; "${id}" is still pending.`);
}

/**
 * Whether the payment goes on waiting for the people it waits for. One that is denied for want of a balance does: only who approves
 * can say it, and nothing is spent until then.
 */
function isUnchanged({ judged, spend }: Redecision): boolean {
  const { outcome, code, check, approvers = 0 } = judged.decision;
  if (outcome === "deny") return code === "fact_missing" && check === "balance";
  return approvers <= (spend.approvers ?? 1);
}
