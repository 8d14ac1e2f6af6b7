import { totalId } from "../range.js";
import { NO_HEAD } from "../records/head.js";
import type {
  Answer,
  Commit,
  Head,
  HistoryQuery,
  Instant,
  LedgerStore,
  ListedDocument,
  Put,
  ReadRequest,
  RecordQuery,
  Snapshot,
  Step,
  StoredDocument,
  StoredRecord,
  TotalKey,
} from "../store.js";
import { isWithin, TotalState } from "../total-state.js";
import { Records } from "./records.js";
import { SortedList } from "./sorted-list.js";

/** A store in the memory of one process: what the contract asks of a store, in its plainest form, without durability. */
export class MemoryStore implements LedgerStore {
  readonly #documents = new Map<string, StoredDocument & { lists: readonly string[] }>();
  readonly #lists = new Map<string, SortedList>();
  readonly #heads = new Map<string, Head>();
  readonly #totals = new Map<string, TotalState>();
  /** The partitions of each counter of each account. */
  readonly #partitions = new Map<string, Set<string>>();
  readonly #records = new Records();
  #closed = false;

  read(request: ReadRequest): Promise<Answer<Snapshot>> {
    return this.#answer(() => this.snapshot(request));
  }

  /** `read` without the promise. */
  snapshot({ documents, accounts, totals, atMs }: ReadRequest): Snapshot {
    const settledMs = this.#settle({ atMs, accounts });
    return {
      documents: documents.map((key) => this.#documents.get(key)),
      heads: accounts.map((account) => this.#headOf(account)),
      totals: totals.map((key) => this.#stateOf(key).at(settledMs)),
      atMs: settledMs,
    };
  }

  commit(step: Step): Promise<Answer<Commit>> {
    return this.#answer(() => this.#apply(step));
  }

  list({
    list,
    order,
    fromMs,
    toMs,
    after,
    limit,
  }: Parameters<LedgerStore["list"]>[0]): ReturnType<LedgerStore["list"]> {
    return this.#answer(() => {
      const places = this.#lists.get(list)?.page({ order, fromMs, toMs, after, limit }) ?? [];
      return places.map(
        ({ key, atMs }): ListedDocument => ({ ...(this.#documents.get(key) as StoredDocument), placeMs: atMs }),
      );
    });
  }

  /** Every document on a list, the oldest first. */
  listed(list: string): StoredDocument[] {
    const query = { order: "oldest", fromMs: undefined, toMs: undefined, after: undefined } as const;
    const places = this.#lists.get(list)?.page({ ...query, limit: Number.MAX_SAFE_INTEGER }) ?? [];
    return places.map(({ key }) => this.#documents.get(key) as StoredDocument);
  }

  history(query: HistoryQuery): Promise<Answer<StoredRecord[]>> {
    return this.#answer(() => this.#records.chain(query));
  }

  records(query: RecordQuery): Promise<Answer<StoredRecord[]>> {
    return this.#answer(() => this.#records.page(query));
  }

  partitions(account: string, counter: string): Promise<Answer<string[]>> {
    return this.#answer(() => [...(this.#partitions.get(JSON.stringify([account, counter])) ?? [])]);
  }

  outbox(limit: number): Promise<Answer<StoredRecord[]>> {
    return this.#answer(() => this.#records.outbox(limit));
  }

  acknowledge(account: string, sequence: number): Promise<Answer<undefined>> {
    return this.#answer(() => {
      this.#records.acknowledge(account, sequence);
      return undefined;
    });
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  #answer<Value>(work: () => Value): Promise<Answer<Value>> {
    const answer: Answer<Value> = this.#closed
      ? { ok: false, failure: { code: "closed", message: "The ledger is closed." } }
      : { ok: true, value: work() };
    return Promise.resolve(answer);
  }

  #apply(step: Step): Commit {
    const { expect, still, instant, adds } = step;
    const revised = expect.some(({ key, revision }) => (this.#documents.get(key)?.revision ?? 0) !== revision);
    const moved = still !== undefined && this.#headOf(still.account).movements !== still.movements;
    if (revised || moved) return { applied: false, because: "revision" };
    const atMs = this.#settle(instant);
    if (instant.beforeMs !== undefined && atMs >= instant.beforeMs) return { applied: false, because: "instant" };
    const states = this.#released(step);
    const stateOf = (total: TotalKey) => states.get(totalId(total)) ?? this.#stateOf(total);
    if (adds.some(({ total, range }) => !isWithin(stateOf(total).at(atMs), range))) {
      return { applied: false, because: "range" };
    }
    for (const [id, state] of states) this.#totals.set(id, state);
    for (const { total, spend, ...sum } of adds) {
      this.#keep(total).add(spend, atMs, sum);
    }
    for (const { total, row } of step.fills) this.#totals.set(totalId(total), new TotalState(total.span, row));
    for (const { total } of [...adds, ...step.fills]) this.#notePartition(total);
    for (const account of step.moves) this.#move(account, step.advances ? atMs : undefined);
    for (const put of step.puts) this.#put(put, atMs);
    for (const entry of step.records) {
      this.#revise(entry.account, this.#records.append(entry, atMs, this.#headOf(entry.account)));
    }
    return { applied: true, atMs };
  }

  /** The totals after the releases, kept apart until the step is known to apply. */
  #released({ releases, adds }: Step): Map<string, TotalState> {
    const states = new Map<string, TotalState>();
    for (const { total, spend, atMs, ...sum } of releases) {
      const id = totalId(total);
      const state = states.get(id) ?? (adds.length > 0 ? this.#stateOf(total).copy() : this.#stateOf(total));
      state.release(spend, atMs, sum);
      states.set(id, state);
    }
    return states;
  }

  #settle({ atMs, accounts }: Instant): number {
    return Math.max(atMs, ...accounts.map((account) => this.#headOf(account).latestMs));
  }

  #headOf(account: string): Head {
    return this.#heads.get(account) ?? NO_HEAD;
  }

  #revise(account: string, changes: Partial<Head>): void {
    this.#heads.set(account, { ...this.#headOf(account), ...changes });
  }

  #move(account: string, latestMs: number | undefined): void {
    const movements = this.#headOf(account).movements + 1;
    this.#revise(account, latestMs === undefined ? { movements } : { movements, latestMs });
  }

  #stateOf(total: TotalKey): TotalState {
    return this.#totals.get(totalId(total)) ?? new TotalState(total.span);
  }

  #keep(total: TotalKey): TotalState {
    const id = totalId(total);
    const state = this.#totals.get(id) ?? new TotalState(total.span);
    this.#totals.set(id, state);
    return state;
  }

  #notePartition({ account, counter, partition }: TotalKey): void {
    const id = JSON.stringify([account, counter]);
    const partitions = this.#partitions.get(id) ?? new Set();
    this.#partitions.set(id, partitions.add(partition));
  }

  #put({ key, body, atMs, lists }: Put, settledMs: number): void {
    const before = this.#documents.get(key);
    for (const list of before?.lists ?? []) this.#lists.get(list)?.remove(key);
    const revision = (before?.revision ?? 0) + 1;
    const documentMs = atMs ?? settledMs;
    this.#documents.set(key, { key, body, revision, atMs: documentMs, lists: lists.map(({ list }) => list) });
    for (const { list, atMs: placeMs = documentMs } of lists) {
      const sorted = this.#lists.get(list) ?? new SortedList();
      this.#lists.set(list, sorted);
      sorted.add(key, placeMs);
    }
  }
}
