import { type Failed, storeFailed } from "../failure.js";
import { linkHash, sha256Hex } from "../records/chain.js";
import type { Service } from "../service.js";
import type { StoredRecord } from "../store.js";

/**
 * What a check of an account's history found.
 *
 * - `intact`: every record follows the one before it. Keep `records` and `hash` elsewhere: a later check that is told them also
 *   finds that the end was cut off.
 * - `broken`: the record at `sequence` is not what was written there: it was edited, moved, removed or put in.
 */
export type HistoryCheck =
  | { readonly ok: true; readonly history: "intact"; readonly records: number; readonly hash: string }
  | { readonly ok: true; readonly history: "broken"; readonly sequence: number; readonly message: string }
  | Failed;

/** What an earlier check answered: the history must still go through it. */
export interface KnownHistory {
  readonly records: number;
  readonly hash: string;
}

const PAGE = 500;

/** Goes through an account's records from the first to the last. See `Ledger.verifyHistory`. */
export async function verifyHistory({ store }: Service, account: string, known?: KnownHistory): Promise<HistoryCheck> {
  const start = await store.read({ documents: [], accounts: [account], totals: [], atMs: 0 });
  if (!start.ok) return storeFailed(start.failure);
  const head = start.value.heads[0] ?? { sequence: 0, hash: "" };
  let last = { sequence: 0, hash: "" };
  while (last.sequence < head.sequence) {
    const page = await store.history({ account, after: last.sequence, limit: PAGE });
    if (!page.ok) return storeFailed(page.failure);
    if (page.value.length === 0) break;
    for (const record of page.value) {
      const fault = faultOf(record, last, known);
      if (fault !== undefined) return { ok: true, history: "broken", sequence: last.sequence + 1, message: fault };
      last = record;
      if (last.sequence === head.sequence) break;
    }
  }
  const isCut = last.sequence !== head.sequence || last.hash !== head.hash || last.sequence < (known?.records ?? 0);
  if (isCut) {
    const message = `The history ends at record ${last.sequence}, and should not.`;
    return { ok: true, history: "broken", sequence: last.sequence + 1, message };
  }
  return { ok: true, history: "intact", records: last.sequence, hash: last.hash };
}

function faultOf(
  record: StoredRecord,
  last: { readonly sequence: number; readonly hash: string },
  known: KnownHistory | undefined,
): string | undefined {
  const { sequence, atMs, type, body, digest, hash } = record;
  if (sequence !== last.sequence + 1) return `Record ${last.sequence + 1} is missing.`;
  if (sha256Hex(body) !== digest) return `Record ${sequence} was edited.`;
  if (linkHash({ previous: last.hash, sequence, atMs, type, digest }) !== hash) {
    return `Record ${sequence} does not follow the one before it.`;
  }
  if (known?.records === sequence && known.hash !== hash) return `Record ${sequence} is not the one that was there.`;
  return undefined;
}
