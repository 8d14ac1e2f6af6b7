import {
  type Answer,
  type Commit,
  type Head,
  type HistoryQuery,
  type LedgerStore,
  type LedgerTarget,
  type ListedDocument,
  type ListQuery,
  NO_HEAD,
  type PortablePage,
  type PortableRow,
  type ReadRequest,
  type RecordQuery,
  type Snapshot,
  type Step,
  type StoredDocument,
  type StoredRecord,
  type TotalKey,
} from "@spendrail/ledger";
import { ignore, type PostgresPool } from "./pool.js";
import { exportRows, importRows } from "./portable.js";
import type { Server } from "./server.js";
import { StepQueue } from "./step-queue.js";
import { locksOf, stepRequest, totalRequest } from "./step-request.js";
import { storedKey, storedList } from "./stored-name.js";

interface ReadTotal {
  readonly money: string;
  readonly amount: string;
  readonly count: number;
  readonly resetsAtMs: number | null;
}

/** A store in a schema of a PostgreSQL database. Each method is one round trip. */
export class PostgresStore implements LedgerStore, LedgerTarget {
  readonly #pool: PostgresPool;
  readonly #server: Server;
  readonly #busyMs: number;
  readonly #steps: StepQueue;
  /** Steps that are not answered yet. */
  readonly #pending = new Set<Promise<unknown>>();
  #isClosed = false;

  /**
   * @param server where the ledger's schema is
   * @param busyMs see `PostgresOptions`
   */
  constructor(pool: PostgresPool, server: Server, busyMs: number) {
    this.#pool = pool;
    this.#server = server;
    this.#busyMs = busyMs;
    this.#steps = new StepQueue((steps) => this.#apply(steps));
    // Else the loss of a connection that nobody uses would end the process.
    pool.on("error", ignore);
  }

  async read({ documents, accounts, totals, atMs }: ReadRequest): Promise<Answer<Snapshot>> {
    const answer = await this.#ask<{
      atMs: number;
      documents: (StoredDocument | null)[] | null;
      heads: (Head | null)[] | null;
      totals: (ReadTotal | null)[] | null;
    }>("read_state", {
      documents: documents.map(storedKey),
      accounts,
      totals: totals.map(totalRequest),
      at_ms: atMs,
    });
    if (!answer.ok) return answer;
    const { value } = answer;
    return {
      ok: true,
      value: {
        atMs: value.atMs,
        documents: (value.documents ?? []).map((document) => document ?? undefined),
        heads: (value.heads ?? []).map((head) => head ?? NO_HEAD),
        totals: totals.map((key, index) => totalOf(key, value.totals?.[index] ?? null)),
      },
    };
  }

  async commit(step: Step): Promise<Answer<Commit>> {
    if (this.#isClosed) return CLOSED;
    const answer = this.#steps.add(step);
    this.#pending.add(answer);
    await answer;
    this.#pending.delete(answer);
    return answer;
  }

  partitions(account: string, counter: string): Promise<Answer<readonly string[]>> {
    return this.#list("list_partitions", { account, counter });
  }

  list({ list, order, fromMs, toMs, after, limit }: ListQuery): Promise<Answer<readonly ListedDocument[]>> {
    const from = Math.ceil(fromMs ?? FIRST_MS);
    const to = Math.ceil(toMs ?? LAST_MS);
    // The place behind which the page begins: the one asked for, or the edge of the instants asked for. No key is empty.
    const isWithin = after !== undefined && (order === "oldest" ? after.atMs >= from : after.atMs < to);
    const begin = isWithin ? after : { atMs: order === "oldest" ? from : to, key: "" };
    return this.#list("list_documents", {
      list: storedList(list),
      order,
      from_ms: from,
      to_ms: to,
      after_ms: begin.atMs,
      after_key: begin.key === "" ? "" : storedKey(begin.key),
      limit,
    });
  }

  history({ account, after, limit }: HistoryQuery): Promise<Answer<readonly StoredRecord[]>> {
    return this.#list("list_history", { account, after, limit });
  }

  records({ account, types, fromMs, toMs, after, limit }: RecordQuery): Promise<Answer<readonly StoredRecord[]>> {
    const to = Math.ceil(toMs ?? LAST_MS);
    // The place behind which the page begins: the one asked for, or the first instant that is too late.
    const before = after !== undefined && after.atMs < to ? after : { atMs: to, sequence: 0 };
    return this.#list("list_records", {
      account,
      types,
      from_ms: Math.ceil(fromMs ?? FIRST_MS),
      before_ms: before.atMs,
      before_sequence: before.sequence,
      limit,
    });
  }

  outbox(limit: number): Promise<Answer<readonly StoredRecord[]>> {
    return this.#list("list_outbox", { limit });
  }

  async acknowledge(account: string, sequence: number): Promise<Answer<undefined>> {
    if (this.#isClosed) return CLOSED;
    const written = await this.#server.write("acknowledge_records", { account, sequence });
    return written.ok ? { ok: true, value: undefined } : { ok: false, failure: written.failure };
  }

  exportRows(after: string | undefined): Promise<Answer<PortablePage>> {
    return this.#isClosed ? Promise.resolve(CLOSED) : exportRows(this.#server, after);
  }

  importRows(rows: readonly PortableRow[]): Promise<Answer<undefined>> {
    return this.#isClosed ? Promise.resolve(CLOSED) : importRows(this.#server, rows);
  }

  /** Waits for the steps that are under way. The pool stays open: it is the caller's. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await Promise.all(this.#pending);
    this.#pool.off("error", ignore);
  }

  async #ask<Value>(name: string, request: object): Promise<Answer<Value>> {
    if (this.#isClosed) return CLOSED;
    return (await this.#server.read(name, request)) as Answer<Value>;
  }

  /** The server answers nothing for an empty list. */
  async #list<Item>(name: string, request: object): Promise<Answer<readonly Item[]>> {
    const answer = await this.#ask<Item[] | null>(name, request);
    return answer.ok ? { ok: true, value: answer.value ?? [] } : answer;
  }

  /** Applies steps in one call. When the server refuses what one of them asks, each is sent on its own. */
  async #apply(steps: readonly Step[]): Promise<readonly Answer<Commit>[]> {
    const written = await this.#server.write("commit_steps", {
      lock_timeout: `${this.#busyMs}ms`,
      locks: locksOf(steps),
      steps: steps.map(stepRequest),
    });
    if (written.ok) return (written.value as Commit[]).map((value) => ({ ok: true, value }));
    const { failure, isRefused } = written;
    if (!isRefused || steps.length === 1) return steps.map(() => ({ ok: false, failure }));
    const answers: Answer<Commit>[] = [];
    for (const step of steps) answers.push(...(await this.#apply([step])));
    return answers;
  }
}

const CLOSED = { ok: false, failure: { code: "closed", message: "The ledger is closed." } } as const;
const FIRST_MS = Number.MIN_SAFE_INTEGER;
const LAST_MS = Number.MAX_SAFE_INTEGER;

function totalOf({ span }: TotalKey, total: ReadTotal | null): Snapshot["totals"][number] {
  const sum =
    total === null
      ? { money: 0n, amount: 0n, count: 0 }
      : { money: BigInt(total.money), amount: BigInt(total.amount), count: total.count };
  const resetsAtMs = span.type === "calendar" ? span.endMs : (total?.resetsAtMs ?? null);
  return resetsAtMs === null ? sum : { ...sum, resetsAtMs };
}
