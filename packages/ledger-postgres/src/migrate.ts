import { readFileSync } from "node:fs";
import type { Answer } from "@spendrail/ledger";
import { failureOf } from "./failure-of.js";
import { ignore, type PostgresConnection, type PostgresPool } from "./pool.js";
import { answerOf, identifier, literal } from "./sql.js";
import { VERSION, versionFailure, versionQuery } from "./version.js";

/** What takes a schema to each version from the one before. Files that were released never change. */
const FILES = ["0001_ledger.sql"];

/**
 * Brings a schema to the version of this software, and makes it when it is not there; one that is up to date stays as it
 * is. Any number of processes may do so at the same time. It is one transaction: after a failure everything is as before.
 *
 * The same statements lie in this package's folder `migrations`, a file a version, for a tool of the caller's own: each is
 * run in a transaction, with the schema first in the search path.
 *
 * Refused: `newer_version`, `foreign` (other tables have the same names), `read_only`, `busy`, `unavailable` (not
 * reached, or no right to make tables). Never throws.
 *
 * @param schema default: `spendrail`
 * @returns the version that the schema had before; 0: none
 */
export async function migratePostgres(pool: PostgresPool, schema = "spendrail"): Promise<Answer<number>> {
  let connection: PostgresConnection | undefined;
  try {
    connection = await pool.connect();
    connection.on("error", ignore);
    const before = await upgrade(connection, schema);
    connection.off("error", ignore);
    connection.release();
    return before;
  } catch (fault) {
    // What is closed in the middle of a transaction rolls back.
    connection?.release(true);
    return { ok: false, failure: failureOf(fault, `The schema "${schema}" cannot be brought up to date`) };
  }
}

async function upgrade(connection: PostgresConnection, schema: string): Promise<Answer<number>> {
  const run = async (text: string) => answerOf(await connection.query({ text }));
  const name = identifier(schema);
  await connection.query({ text: "BEGIN ISOLATION LEVEL READ COMMITTED" });
  await run(`SELECT NULL AS answer FROM pg_advisory_xact_lock(hashtextextended(${literal(`migrate ${schema}`)}, 0))`);
  const exists = `SELECT count(*)::text AS answer FROM pg_catalog.pg_namespace WHERE nspname = ${literal(schema)}`;
  if ((await run(exists)) === 0) await connection.query({ text: `CREATE SCHEMA ${name}` });
  await connection.query({ text: `SET LOCAL search_path TO ${name}` });
  const hasVersion = await run(
    `SELECT (to_regclass(${literal(`${name}.schema_version`)}) IS NOT NULL)::text AS answer`,
  );
  const version = hasVersion ? Number(await run(versionQuery(name))) : 0;
  if (version <= VERSION) {
    for (const file of FILES.slice(version)) await connection.query({ text: read(file) });
    await connection.query({ text: "COMMIT" });
    return { ok: true, value: version };
  }
  await connection.query({ text: "ROLLBACK" });
  return { ok: false, failure: versionFailure(version, schema) };
}

function read(file: string): string {
  return readFileSync(new URL(`../migrations/${file}`, import.meta.url), "utf8");
}
