import type { LedgerStore } from "@spendrail/ledger";
import { ledgerConformance } from "@spendrail/ledger-conformance";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../../../scripts/testing/servers/postgres.js";
import { migratePostgres } from "../src/migrate.js";
import { openPostgresStore } from "../src/open.js";
import { empty } from "./empty.js";

let server: PostgresServer;
let pool: pg.Pool;
beforeAll(async () => {
  server = await startPostgres();
  // Each connection prepares every statement for itself.
  pool = new pg.Pool({ ...server.connection, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await server.remove();
});

const schemas = new WeakMap<LedgerStore, string>();
/** Of stores that were closed: a schema that is there already is quicker to empty than another is to make. */
const free: string[] = [];
let made = 0;

async function open(schema: string): Promise<LedgerStore> {
  const opened = await openPostgresStore(pool, { schema });
  if (!opened.ok) throw new Error(opened.failure.message);
  schemas.set(opened.value, schema);
  return opened.value;
}

async function make(): Promise<string> {
  made += 1;
  const migrated = await migratePostgres(pool, `ledger ${made}`);
  if (!migrated.ok) throw new Error(migrated.failure.message);
  return `ledger ${made}`;
}

async function create(): Promise<LedgerStore> {
  const schema = free.pop() ?? (await make());
  await empty(pool, schema);
  const store = await open(schema);
  const close = store.close.bind(store);
  store.close = async () => {
    await close();
    if (!free.includes(schema)) free.push(schema);
  };
  return store;
}

const reopen = (store: LedgerStore) => open(schemas.get(store) as string);

ledgerConformance({ create, reopen, effort: { runs: 4, racers: 32 } }, { describe, it, expect });
