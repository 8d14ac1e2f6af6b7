import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Answer } from "@spendrail/ledger";
import { failureOf } from "./failure-of.js";

interface Waiting {
  /** Does the work inside the transaction that is open; throws when that has to be given up. */
  run(): void;
  /** Called once the transaction is on disk. */
  done(): void;
  /** Called when the transaction was given up. */
  failed(answer: Failure): void;
}
type Failure = Extract<Answer<never>, { ok: false }>;

/**
 * Writes that wait at the same time share one transaction, and with it one wait for the disk. Each has a savepoint of its
 * own, so that one that fails takes nothing of the others with it; each is answered after the commit.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #save: StatementSync;
  readonly #release: StatementSync;
  readonly #rollBackTo: StatementSync;
  #waiting: Waiting[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#save = database.prepare("SAVEPOINT step");
    this.#release = database.prepare("RELEASE step");
    this.#rollBackTo = database.prepare("ROLLBACK TO step");
  }

  /** Does the work with the other writes of this turn of the event loop. */
  write<Value>(work: () => Value): Promise<Answer<Value>> {
    return new Promise((resolve) => {
      let answer: Answer<Value>;
      // At the end of the turn: calls that arrive together are in by then.
      if (this.#waiting.length === 0) setImmediate(() => this.flush());
      this.#waiting.push({
        run: () => {
          answer = this.#withSavepoint(work);
        },
        done: () => resolve(answer),
        failed: resolve,
      });
    });
  }

  /** Commits everything that waits. */
  flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    const failure = this.#commit(group);
    for (const waiting of group) {
      if (failure === undefined) waiting.done();
      else waiting.failed(failure);
    }
  }

  #commit(group: readonly Waiting[]): Failure | undefined {
    const database = this.#database;
    if (!database.isOpen) return CLOSED;
    let isSent = false;
    try {
      database.exec("BEGIN IMMEDIATE");
      for (const { run } of group) run();
      isSent = true;
      database.exec("COMMIT");
      return undefined;
    } catch (fault) {
      return isSent ? commitFailure(fault) : failed(fault);
    } finally {
      if (database.isOpen && database.isTransaction) rollBack(database);
    }
  }

  #withSavepoint<Value>(work: () => Value): Answer<Value> {
    this.#save.run();
    try {
      const value = work();
      this.#release.run();
      return { ok: true, value };
    } catch (fault) {
      // SQLite gives the whole transaction up when the disk is full or broken.
      if (!this.#database.isTransaction) throw fault;
      this.#rollBackTo.run();
      this.#release.run();
      return failed(fault);
    }
  }
}

const CLOSED: Failure = { ok: false, failure: { code: "closed", message: "The ledger is closed." } };

function failed(fault: unknown): Failure {
  return { ok: false, failure: failureOf(fault, "Nothing was written to the ledger file") };
}

/** A commit that found no room or no lock wrote nothing; after any other failure, the next start may find it written. */
function commitFailure(fault: unknown): Failure {
  const { failure } = failed(fault);
  if (failure.code === "full" || failure.code === "busy") return { ok: false, failure };
  const message = failureOf(fault, "The step was written whole or not at all").message;
  return { ok: false, failure: { code: "unknown_outcome", message } };
}

/** A connection that cannot roll back is of no use, and closing it rolls back too. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    database.close();
  }
}
