export { migratePostgres } from "./migrate.js";
export { openPostgresStore, type PostgresOptions } from "./open.js";
export type { PostgresConnection, PostgresPool, PostgresQuery } from "./pool.js";
export { createPostgresLedger, type PostgresLedger } from "./postgres-ledger.js";
