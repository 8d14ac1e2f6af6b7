import type pg from "pg";

const TABLES = ["document", "listing", "head", "total", "sliding_entry", "history", "outbox"];

/** Removes everything from a ledger's schema, also the records that nobody else can remove. */
export async function empty(pool: pg.Pool, schema: string): Promise<void> {
  const deletions = TABLES.map((table) => `DELETE FROM "${schema}".${table};`);
  await pool.query(`SET LOCAL session_replication_role = replica; ${deletions.join(" ")}`);
}
