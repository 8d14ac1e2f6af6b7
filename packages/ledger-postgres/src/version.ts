import type { StoreFailure } from "@spendrail/ledger";

/** The version of the schema that this software reads and writes. */
export const VERSION = 1;

/** @param schema as it is written in a statement */
export function versionQuery(schema: string): string {
  return `SELECT max(version)::text AS answer FROM ${schema}.schema_version`;
}

/** Why a schema of another version cannot be used. */
export function versionFailure(version: number, schema: string): StoreFailure {
  const versions = `The schema "${schema}" has version ${version} of the ledger, and this software has ${VERSION}`;
  return version > VERSION
    ? { code: "newer_version", message: `${versions}: a newer release of it is needed.` }
    : { code: "older_version", message: `${versions}: the migrations have to be run first.` };
}
