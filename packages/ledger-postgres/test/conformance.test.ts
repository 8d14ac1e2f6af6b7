import type { LedgerStore } from "@spendrail/ledger";
import { ledgerConformance } from "@spendrail/ledger-conformance";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../../../scripts/testing/servers/postgres.js";
import { migratePostgres } from "../src/migrate.js";
import { openPostgresStore } from "../src/open.js";

let server: PostgresServer;
let pool: pg.Pool;
beforeAll(async () => {
  server = await startPostgres();
  pool = new pg.Pool(server.connection);
});
afterAll(async () => {
  await pool.end();
  await server.remove();
});

const schemas = new WeakMap<LedgerStore, string>();
let made = 0;

async function open(schema: string): Promise<LedgerStore> {
  const opened = await openPostgresStore(pool, { schema });
  if (!opened.ok) throw new Error(opened.failure.message);
  schemas.set(opened.value, schema);
  return opened.value;
}

async function create(): Promise<LedgerStore> {
  made += 1;
  const migrated = await migratePostgres(pool, `ledger ${made}`);
  if (!migrated.ok) throw new Error(migrated.failure.message);
  return open(`ledger ${made}`);
}

const reopen = (store: LedgerStore) => open(schemas.get(store) as string);

ledgerConformance({ create, reopen, effort: { runs: 10, racers: 64 } }, { describe, it, expect });
