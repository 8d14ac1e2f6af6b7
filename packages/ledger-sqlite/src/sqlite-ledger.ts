import { createLedger, type Failed, type Ledger, type LedgerOptions } from "@spendrail/ledger";
import { openSqliteStore, type SqliteOptions } from "./open.js";

/** A ledger, or why there is none: `error.code` and `error.message` say what is wrong with the file, which is as before. */
export type SqliteLedger = { readonly ok: true; readonly ledger: Ledger } | Failed;

/**
 * A ledger in a SQLite file. What it answered survives crashes of the process and of the machine; any number of processes
 * of one machine may have the same file open. See `openSqliteStore` for the path and the errors. Never throws.
 */
export function createSqliteLedger(path: string, options: LedgerOptions & SqliteOptions = {}): SqliteLedger {
  const { busyMs, ...ledgerOptions } = options;
  const opened = openSqliteStore(path, busyMs === undefined ? {} : { busyMs });
  if (opened.ok) return { ok: true, ledger: createLedger(opened.value, ledgerOptions) };
  return { ok: false, error: { ...opened.failure, money: "unchanged" } };
}
