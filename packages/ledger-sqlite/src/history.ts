import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  type Entry,
  type Head,
  type HistoryQuery,
  linkHash,
  NO_HEAD,
  type RecordQuery,
  type StoredRecord,
} from "@spendrail/ledger";

const COLUMNS = "record.id AS position, record.account, record.sequence, at_ms AS atMs, type, body, digest, hash";

/** Where each account stands, its records, and the outbox. */
export class History {
  readonly #head: StatementSync;
  readonly #setHead: StatementSync;
  readonly #append: StatementSync;
  readonly #send: StatementSync;
  readonly #outbox: StatementSync;
  readonly #acknowledge: StatementSync;
  readonly #chain: StatementSync;
  readonly #ofType: StatementSync;

  constructor(database: DatabaseSync) {
    this.#head = database.prepare(
      "SELECT sequence, hash, latest_ms AS latestMs, movements FROM head WHERE account = ?",
    );
    this.#setHead = database.prepare(
      "INSERT OR REPLACE INTO head (account, sequence, hash, latest_ms, movements) VALUES (?, ?, ?, ?, ?)",
    );
    this.#append = database.prepare(
      "INSERT INTO record (account, sequence, at_ms, type, body, digest, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    this.#send = database.prepare("INSERT INTO outbox (account, sequence) VALUES (?, ?)");
    this.#outbox = database.prepare(
      `SELECT ${COLUMNS} FROM outbox
       JOIN record ON record.account = outbox.account AND record.sequence = outbox.sequence
       ORDER BY outbox.id LIMIT ?`,
    );
    this.#acknowledge = database.prepare("DELETE FROM outbox WHERE account = ? AND sequence <= ?");
    this.#chain = database.prepare(
      `SELECT ${COLUMNS} FROM record WHERE account = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
    );
    this.#ofType = database.prepare(
      `SELECT ${COLUMNS} FROM record
       WHERE account = ?1 AND type = ?2 AND at_ms >= ?3 AND (at_ms, sequence) < (?4, ?5)
       ORDER BY at_ms DESC, sequence DESC LIMIT ?6`,
    );
  }

  head(account: string): Head {
    return (this.#head.get(account) as Head | undefined) ?? NO_HEAD;
  }

  /** The instant itself, or the latest of the accounts where that is later. */
  settle(atMs: number, accounts: readonly string[]): number {
    return Math.max(atMs, ...accounts.map((account) => this.head(account).latestMs));
  }

  /** @param latestMs the account's latest instant from here on; absent: as before */
  move(account: string, latestMs: number | undefined): void {
    const head = this.head(account);
    this.#setHead.run(account, head.sequence, head.hash, latestMs ?? head.latestMs, head.movements + 1);
  }

  append({ account, type, body, digest }: Entry, atMs: number): void {
    const head = this.head(account);
    const sequence = head.sequence + 1;
    const hash = linkHash({ previous: head.hash, sequence, atMs, type, digest });
    this.#append.run(account, sequence, atMs, type, body, digest, hash);
    this.#send.run(account, sequence);
    this.#setHead.run(account, sequence, hash, head.latestMs, head.movements);
  }

  chain({ account, after, limit }: HistoryQuery): StoredRecord[] {
    return this.#chain.all(account, after, limit) as unknown as StoredRecord[];
  }

  page({ account, types, fromMs = FIRST_MS, toMs = LAST_MS, after, limit }: RecordQuery): StoredRecord[] {
    // The place behind which the page begins: the one asked for, or the first instant that is too late.
    const { atMs, sequence } = after !== undefined && after.atMs < toMs ? after : { atMs: toMs, sequence: 0 };
    // Each type has its own stretch of the index; what they have in common is few enough to sort.
    const found = types.flatMap(
      (type) => this.#ofType.all(account, type, fromMs, atMs, sequence, limit) as unknown as StoredRecord[],
    );
    return found.sort((a, b) => b.atMs - a.atMs || b.sequence - a.sequence).slice(0, limit);
  }

  outbox(limit: number): StoredRecord[] {
    return this.#outbox.all(limit) as unknown as StoredRecord[];
  }

  acknowledge(account: string, sequence: number): void {
    this.#acknowledge.run(account, sequence);
  }
}

const FIRST_MS = Number.MIN_SAFE_INTEGER;
const LAST_MS = Number.MAX_SAFE_INTEGER;
