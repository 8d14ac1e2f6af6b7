import { DatabaseSync } from "node:sqlite";
import type { Answer } from "@spendrail/ledger";
import { failureOf } from "./failure-of.js";
import { migrate } from "./schema.js";
import { SqliteStore } from "./sqlite-store.js";

export interface SqliteOptions {
  /** How long to wait for other processes that are writing, in milliseconds, before failing `busy`. Default: 5000. */
  readonly busyMs?: number;
}

/**
 * Opens a SQLite file as a ledger's store, and makes it when it is not there. The file must lie on a disk of this machine:
 * processes share it through memory.
 *
 * Refused, with the file as it was: `foreign` (not a database, or another program's), `newer_version`, `corrupt`,
 * `busy`, `read_only`, `full`, `unavailable` (no such folder, no permission). Never throws.
 *
 * @param path of the file; beside it lie `-wal` and `-shm` files that belong to it
 */
export function openSqliteStore(path: string, { busyMs = 5000 }: SqliteOptions = {}): Answer<SqliteStore> {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: busyMs });
    const failure = migrate(database, busyMs);
    if (failure === undefined) return { ok: true, value: new SqliteStore(database) };
    database.close();
    return { ok: false, failure };
  } catch (fault) {
    if (database?.isOpen) database.close();
    return { ok: false, failure: failureOf(fault, `"${path}" cannot be opened`) };
  }
}
