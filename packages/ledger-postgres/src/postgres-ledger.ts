import { createLedger, type Failed, type Ledger, type LedgerOptions } from "@spendrail/ledger";
import { openPostgresStore, type PostgresOptions } from "./open.js";
import type { PostgresPool } from "./pool.js";

/** A ledger, or why there is none: `error.code` and `error.message` say what is wrong with the database. */
export type PostgresLedger = { readonly ok: true; readonly ledger: Ledger } | Failed;

/**
 * A ledger in a schema of a PostgreSQL database, version 12 or later. What it answered survives crashes of processes and of
 * the server; any number of processes on any number of machines may have the same ledger open. See `openPostgresStore` for the
 * errors. Never throws.
 *
 * @param pool of the caller's own, such as the `Pool` of `pg`
 */
export async function createPostgresLedger(
  pool: PostgresPool,
  options: LedgerOptions & PostgresOptions = {},
): Promise<PostgresLedger> {
  const { schema, busyMs, timeoutMs, ...ledgerOptions } = options;
  const opened = await openPostgresStore(pool, {
    ...(schema === undefined ? {} : { schema }),
    ...(busyMs === undefined ? {} : { busyMs }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  if (opened.ok) return { ok: true, ledger: createLedger(opened.value, ledgerOptions) };
  return { ok: false, error: { ...opened.failure, money: "unchanged" } };
}
