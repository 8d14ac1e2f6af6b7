export { openSqliteStore, type SqliteOptions } from "./open.js";
export { createSqliteLedger, type SqliteLedger } from "./sqlite-ledger.js";
