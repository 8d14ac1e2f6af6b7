import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ListedDocument, ListQuery, Put, StoredDocument } from "@spendrail/ledger";

/** Documents and the lists they are on. */
export class Documents {
  readonly #get: StatementSync;
  readonly #put: StatementSync;
  readonly #list: StatementSync;
  readonly #unlist: StatementSync;
  readonly #page: Readonly<Record<ListQuery["order"], StatementSync>>;

  constructor(database: DatabaseSync) {
    this.#get = database.prepare("SELECT key, revision, at_ms AS atMs, body FROM document WHERE key = ?");
    this.#put = database.prepare(
      `INSERT INTO document (key, revision, at_ms, body) VALUES (?, 1, ?, ?)
       ON CONFLICT (key) DO UPDATE SET revision = revision + 1, at_ms = excluded.at_ms, body = excluded.body`,
    );
    this.#list = database.prepare("INSERT OR IGNORE INTO listing (list, at_ms, key) VALUES (?, ?, ?)");
    this.#unlist = database.prepare("DELETE FROM listing WHERE key = ?");
    const page = (behind: string, order: string) =>
      database.prepare(
        `SELECT document.key, revision, document.at_ms AS atMs, body, listing.at_ms AS placeMs
         FROM listing JOIN document ON document.key = listing.key
         WHERE list = ?1 AND listing.at_ms >= ?2 AND listing.at_ms <= ?3
           AND (listing.at_ms <> ?4 OR listing.key ${behind} ?5)
         ORDER BY listing.at_ms ${order}, listing.key ${order} LIMIT ?6`,
      );
    this.#page = { oldest: page(">", "ASC"), newest: page("<", "DESC") };
  }

  get(key: string): StoredDocument | undefined {
    return this.#get.get(key) as StoredDocument | undefined;
  }

  put({ key, body, atMs, lists }: Put, settledMs: number): void {
    const documentMs = atMs ?? settledMs;
    this.#put.run(key, documentMs, body);
    this.#unlist.run(key);
    for (const { list, atMs: placeMs = documentMs } of lists) this.#list.run(list, placeMs, key);
  }

  /** `after` narrows the range of instants too, so that a page is found without going through those before it. */
  page({ list, order, fromMs = FIRST_MS, toMs = LAST_MS, after, limit }: ListQuery): ListedDocument[] {
    const from = order === "oldest" ? Math.max(fromMs, after?.atMs ?? FIRST_MS) : fromMs;
    const to = Math.ceil(toMs) - 1;
    const last = order === "newest" ? Math.min(to, after?.atMs ?? LAST_MS) : to;
    // Without `after`, the place is one where nothing is.
    const { atMs, key } = after ?? { atMs: LAST_MS, key: "" };
    return this.#page[order].all(list, from, last, atMs, key, limit) as unknown as ListedDocument[];
  }
}

const FIRST_MS = Number.MIN_SAFE_INTEGER;
const LAST_MS = Number.MAX_SAFE_INTEGER;
