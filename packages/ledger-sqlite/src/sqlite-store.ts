import type { DatabaseSync } from "node:sqlite";
import type {
  Answer,
  Commit,
  HistoryQuery,
  LedgerSource,
  LedgerStore,
  ListedDocument,
  ListQuery,
  PortablePage,
  ReadRequest,
  RecordQuery,
  Snapshot,
  Step,
  StoredRecord,
} from "@spendrail/ledger";
import { Documents } from "./documents.js";
import { Export } from "./export.js";
import { failureOf } from "./failure-of.js";
import { GroupCommit } from "./group-commit.js";
import { History } from "./history.js";
import { applyStep, type Tables } from "./step.js";
import { Totals } from "./totals.js";

/** A store in a SQLite file. Reads see the last committed state; every step is on disk before it is answered. */
export class SqliteStore implements LedgerStore, LedgerSource {
  readonly #database: DatabaseSync;
  readonly #tables: Tables;
  readonly #writes: GroupCommit;

  /** @param database with the ledger's tables */
  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#writes = new GroupCommit(database);
    this.#tables = {
      documents: new Documents(database),
      history: new History(database),
      totals: new Totals(database),
    };
  }

  read({ documents, accounts, totals, atMs }: ReadRequest): Promise<Answer<Snapshot>> {
    const { documents: stored, history, totals: sums } = this.#tables;
    return this.#answer(() => {
      this.#database.exec("BEGIN");
      try {
        const settledMs = history.settle(atMs, accounts);
        return {
          documents: documents.map((key) => stored.get(key)),
          heads: accounts.map((account) => history.head(account)),
          totals: totals.map((key) => sums.load(key, settledMs, []).state.at(settledMs)),
          atMs: settledMs,
        };
      } finally {
        if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      }
    });
  }

  commit(step: Step): Promise<Answer<Commit>> {
    return this.#writes.write(() => applyStep(this.#tables, step));
  }

  partitions(account: string, counter: string): Promise<Answer<string[]>> {
    return this.#answer(() => this.#tables.totals.partitions(account, counter));
  }

  list(query: ListQuery): Promise<Answer<ListedDocument[]>> {
    return this.#answer(() => this.#tables.documents.page(query));
  }

  history(query: HistoryQuery): Promise<Answer<StoredRecord[]>> {
    return this.#answer(() => this.#tables.history.chain(query));
  }

  records(query: RecordQuery): Promise<Answer<StoredRecord[]>> {
    return this.#answer(() => this.#tables.history.page(query));
  }

  outbox(limit: number): Promise<Answer<StoredRecord[]>> {
    return this.#answer(() => this.#tables.history.outbox(limit));
  }

  acknowledge(account: string, sequence: number): Promise<Answer<undefined>> {
    return this.#writes.write(() => {
      this.#tables.history.acknowledge(account, sequence);
      return undefined;
    });
  }

  exportRows(after: string | undefined): Promise<Answer<PortablePage>> {
    return this.#answer(() => new Export(this.#database).page(after));
  }

  /** Commits what waits, then releases the file. */
  close(): Promise<void> {
    this.#writes.flush();
    if (this.#database.isOpen) this.#database.close();
    return Promise.resolve();
  }

  #answer<Value>(work: () => Value): Promise<Answer<Value>> {
    return Promise.resolve(this.#read(work));
  }

  #read<Value>(work: () => Value): Answer<Value> {
    if (!this.#database.isOpen) return CLOSED;
    try {
      return { ok: true, value: work() };
    } catch (fault) {
      return { ok: false, failure: failureOf(fault, "The ledger file cannot be read") };
    }
  }
}

const CLOSED = { ok: false, failure: { code: "closed", message: "The ledger is closed." } } as const;
