import { type Failed, failed, storeFailed } from "../failure.js";
import { Fingerprint, type RowCounts } from "./fingerprint.js";
import type { LedgerSource, LedgerTarget, PortableRow } from "./portable.js";

/** What became of a copy. After `ok: false` the target is not to be used, and has to be emptied before the next try. */
export type Copy = { readonly ok: true; readonly counts: RowCounts } | Failed;

/**
 * Copies a whole ledger into an empty store of whatever kind, and verifies it: both are read again, row by row, and the
 * hash chain of every account is recomputed. Nothing may be written to the source meanwhile; it stays as it is.
 *
 * Refused: `foreign` (the target is not empty), `contended` (the source changed meanwhile), `corrupt` (a hash chain of the source is
 * broken, or the copy differs), and what the stores fail with.
 */
export async function copyLedger(from: LedgerSource, to: LedgerTarget): Promise<Copy> {
  const there = await readAll(to, async (rows) => (rows.length === 0 ? undefined : NOT_EMPTY));
  if (!there.ok) return there;
  const copied = await readAll(from, async (rows) => {
    const imported = await to.importRows(rows);
    return imported.ok ? undefined : storeFailed(imported.failure);
  });
  if (!copied.ok) return copied;
  const [source, target] = [await readAll(from), await readAll(to)];
  if (!source.ok) return source;
  if (!target.ok) return target;
  if (!source.print.equals(copied.print)) return failed("contended", "The ledger was written to while it was copied.");
  if (!target.print.equals(copied.print)) return failed("corrupt", "The copy differs from the ledger.");
  return { ok: true, counts: target.print.counts };
}

const NOT_EMPTY = failed("foreign", "The ledger to copy to holds something already.");

/** Goes through a store once. @param each is handed every page */
async function readAll(
  store: LedgerSource,
  each: (rows: readonly PortableRow[]) => Promise<Failed | undefined> = async () => undefined,
): Promise<{ readonly ok: true; readonly print: Fingerprint } | Failed> {
  const print = new Fingerprint();
  let next: string | undefined;
  do {
    const page = await store.exportRows(next);
    if (!page.ok) return storeFailed(page.failure);
    for (const row of page.value.rows) {
      const fault = print.add(row);
      if (fault !== undefined) return fault;
    }
    const fault = await each(page.value.rows);
    if (fault !== undefined) return fault;
    next = page.value.next;
  } while (next !== undefined);
  return print.brokenHead() ?? { ok: true, print };
}
