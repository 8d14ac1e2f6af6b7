import type { Answer } from "@spendrail/ledger";
import type { PostgresPool } from "./pool.js";
import { PostgresStore } from "./postgres-store.js";
import { Server } from "./server.js";
import { VERSION, versionFailure } from "./version.js";

export interface PostgresOptions {
  /** The schema that holds the ledger, as `migratePostgres` made it. Default: `spendrail`. */
  readonly schema?: string;
  /** How long a step waits for others that hold the same accounts, in milliseconds, before it fails `busy`. Default: 5000. */
  readonly busyMs?: number;
  /**
   * How long to wait for a connection of the pool, which then fails `unavailable`, and how long for an answer, which fails
   * `unknown_outcome` where something was to be written; in milliseconds. Longer than `busyMs`. Default: 30000.
   */
  readonly timeoutMs?: number;
}

/**
 * Opens a schema as a ledger's store.
 *
 * Refused: `foreign` (there is no ledger in the schema), `older_version` (its migrations are to be run first),
 * `newer_version`, `unavailable`. Never throws.
 *
 * @param pool stays the caller's: closing the store leaves it open. Of many processes each has a pool of its own
 */
export async function openPostgresStore(
  pool: PostgresPool,
  { schema = "spendrail", busyMs = 5000, timeoutMs = 30_000 }: PostgresOptions = {},
): Promise<Answer<PostgresStore>> {
  const server = new Server(pool, { schema, timeoutMs });
  const version = await server.version();
  if (!version.ok) return version;
  if (version.value === VERSION) return { ok: true, value: new PostgresStore(pool, server, busyMs) };
  return { ok: false, failure: versionFailure(Number(version.value), schema) };
}
