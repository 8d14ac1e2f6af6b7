import { DatabaseSync } from "node:sqlite";
import type { StoreFailure } from "@spendrail/ledger";
import { failureOf } from "./failure-of.js";

/** Marks a file as a ledger's: "Spnd" in ASCII. */
const APPLICATION_ID = 0x53706e64;

/**
 * What takes a file from each version to the next; its length is the version this software writes. Released entries never
 * change. Money is decimal text, because sums outgrow SQLite's 64 bits; instants are epoch milliseconds.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE document (
    key TEXT PRIMARY KEY, revision INTEGER NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE listing (
    list TEXT NOT NULL, at_ms INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY (list, at_ms, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX listing_by_key ON listing (key);
  CREATE TABLE head (
    account TEXT PRIMARY KEY, sequence INTEGER NOT NULL, hash TEXT NOT NULL, latest_ms INTEGER NOT NULL,
    movements INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE total (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, counter TEXT NOT NULL, partition TEXT NOT NULL,
    start_ms INTEGER NOT NULL, opened_at_ms INTEGER, money TEXT NOT NULL, amount TEXT NOT NULL, count INTEGER NOT NULL,
    UNIQUE (account, counter, partition, start_ms)
  ) STRICT;
  CREATE TABLE sliding_entry (
    total INTEGER NOT NULL, spend TEXT NOT NULL, at_ms INTEGER NOT NULL, money TEXT NOT NULL, amount TEXT NOT NULL,
    count INTEGER NOT NULL, PRIMARY KEY (total, spend)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sliding_entry_by_time ON sliding_entry (total, at_ms);
  CREATE TABLE record (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, sequence INTEGER NOT NULL, at_ms INTEGER NOT NULL, type TEXT NOT NULL,
    body TEXT NOT NULL, digest TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (account, sequence)
  ) STRICT;
  CREATE INDEX record_by_type ON record (account, type, at_ms, sequence);
  CREATE TRIGGER record_stays BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
  CREATE TRIGGER record_remains BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, sequence INTEGER NOT NULL, UNIQUE (account, sequence)
  ) STRICT;
  `,
];

/**
 * Makes the file ready: an empty one becomes a ledger's, an older one is brought to this version, any other is left as it is.
 * Throws what SQLite throws.
 *
 * @param busyMs how long to wait for others that open the file at the same time
 * @returns why the file cannot be used; `undefined` when it can
 */
export function migrate(database: DatabaseSync, busyMs: number): StoreFailure | undefined {
  // Before anything is changed, and in one transaction: another process may be making the file.
  const refused = within(database, "BEGIN", () => refusal(database));
  if (refused !== undefined) return refused;
  if (writeAheadLog(database, busyMs) !== "wal") {
    return { code: "unavailable", message: "The ledger needs a file on a disk that takes a write-ahead log." };
  }
  // On macOS only a full fsync reaches the disk.
  database.exec("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON");
  return within(database, "BEGIN IMMEDIATE", () => {
    const failure = refusal(database) ?? upgrade(database);
    if (failure === undefined) database.exec("COMMIT");
    return failure;
  });
}

/** Does the work in a transaction, and rolls it back unless the work commits it. */
function within<Value>(database: DatabaseSync, begin: string, work: () => Value): Value {
  database.exec(begin);
  try {
    return work();
  } finally {
    if (database.isTransaction) database.exec("ROLLBACK");
  }
}

/** Turns the log on, which SQLite does not wait for when several processes do it to a file at the same time. */
function writeAheadLog(database: DatabaseSync, busyMs: number): unknown {
  const untilMs = performance.now() + busyMs;
  for (;;) {
    try {
      return pragma(database, "journal_mode = WAL");
    } catch (fault) {
      if (failureOf(fault, "").code !== "busy" || performance.now() >= untilMs) throw fault;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function upgrade(database: DatabaseSync): StoreFailure | undefined {
  const version = Number(pragma(database, "user_version"));
  if (version < MIGRATIONS.length) {
    for (const step of MIGRATIONS.slice(version)) database.exec(step);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`);
  }
  return schemaOf(database) === expectedSchema() ? undefined : DAMAGED;
}

const DAMAGED: StoreFailure = {
  code: "corrupt",
  message: "The tables of the ledger file are not those of its version: something else changed them.",
};

function refusal(database: DatabaseSync): StoreFailure | undefined {
  const application = Number(pragma(database, "application_id"));
  const version = Number(pragma(database, "user_version"));
  const isEmpty = application === 0 && version === 0 && schemaOf(database) === "[]";
  if (application !== APPLICATION_ID && !isEmpty) {
    return { code: "foreign", message: "The file is a database of another program. It was left as it is." };
  }
  if (version > MIGRATIONS.length) {
    const versions = `version ${version}, and this software knows versions up to ${MIGRATIONS.length}`;
    return { code: "newer_version", message: `The ledger file has ${versions}. It was left as it is.` };
  }
  return undefined;
}

function pragma(database: DatabaseSync, text: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${text}`).get() ?? {})[0];
}

/** The definitions of all tables, indexes and triggers, without SQLite's own. */
function schemaOf(database: DatabaseSync): string {
  const query = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name";
  return JSON.stringify(database.prepare(query).all());
}

function expectedSchema(): string {
  const database = new DatabaseSync(":memory:");
  try {
    for (const step of MIGRATIONS) database.exec(step);
    return schemaOf(database);
  } finally {
    database.close();
  }
}
