import { type Failed, failed, storeFailed } from "../failure.js";
import { eventOf, type LedgerEvent } from "../records/event.js";
import type { Service } from "../service.js";

export type Delivery =
  | { readonly ok: true /** How many events were handed over. */; readonly delivered: number }
  | Failed;

const PAGE = 100;

/** See `Ledger.deliverEvents`. */
export async function deliverEvents(
  { store }: Service,
  handle: (event: LedgerEvent) => Promise<void> | void,
): Promise<Delivery> {
  let delivered = 0;
  for (;;) {
    const page = await store.outbox(PAGE);
    if (!page.ok) return storeFailed(page.failure);
    for (const record of page.value) {
      try {
        await handle(eventOf(record));
      } catch (fault) {
        const reason = fault instanceof Error ? fault.message : String(fault);
        return failed("not_delivered", `Event ${record.sequence} of "${record.account}" was not taken: ${reason}`);
      }
      const acknowledged = await store.acknowledge(record.account, record.sequence);
      if (!acknowledged.ok) return storeFailed(acknowledged.failure);
      delivered += 1;
    }
    if (page.value.length === 0) return { ok: true, delivered };
  }
}
