import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type Entry, type Head, linkHash, NO_HEAD, type RecordQuery, type StoredRecord } from "@spendrail/ledger";

const COLUMNS = "record.account, record.sequence, at_ms AS atMs, type, body, digest, hash";

/** Where each account stands, its records, and the outbox. */
export class History {
  readonly #head: StatementSync;
  readonly #setHead: StatementSync;
  readonly #append: StatementSync;
  readonly #send: StatementSync;
  readonly #outbox: StatementSync;
  readonly #acknowledge: StatementSync;
  readonly #page: Readonly<Record<RecordQuery["order"], StatementSync>>;
  readonly #pageOfType: Readonly<Record<RecordQuery["order"], StatementSync>>;

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
    const page = (behind: string, order: string, type: string) =>
      database.prepare(
        `SELECT ${COLUMNS} FROM record
         WHERE account = ?1 AND sequence ${behind} ?2 AND at_ms >= ?3 AND at_ms < ?4 ${type}
         ORDER BY sequence ${order} LIMIT ?5`,
      );
    this.#page = { oldest: page(">", "ASC", ""), newest: page("<", "DESC", "") };
    const ofType = "AND type = ?6";
    this.#pageOfType = { oldest: page(">", "ASC", ofType), newest: page("<", "DESC", ofType) };
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

  page(query: RecordQuery): StoredRecord[] {
    const { account, order, types, limit } = query;
    const after = query.after ?? (order === "oldest" ? 0 : Number.MAX_SAFE_INTEGER);
    const fromMs = query.fromMs ?? Number.MIN_SAFE_INTEGER;
    const bounds = [account, after, fromMs, query.toMs ?? Number.MAX_SAFE_INTEGER, limit];
    if (types === undefined) return this.#page[order].all(...bounds) as unknown as StoredRecord[];
    // Each type has its own stretch of the index; what they have in common is few enough to sort.
    const found = types.flatMap((type) => this.#pageOfType[order].all(...bounds, type) as unknown as StoredRecord[]);
    const direction = order === "oldest" ? 1 : -1;
    return found.sort((a, b) => direction * (a.sequence - b.sequence)).slice(0, limit);
  }

  outbox(limit: number): StoredRecord[] {
    return this.#outbox.all(limit) as unknown as StoredRecord[];
  }

  acknowledge(account: string, sequence: number): void {
    this.#acknowledge.run(account, sequence);
  }
}
