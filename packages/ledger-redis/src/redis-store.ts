import {
  type Answer,
  accountOfKey,
  type Commit,
  type HistoryQuery,
  type LedgerStore,
  type ListedDocument,
  type ListQuery,
  type ReadRequest,
  type RecordQuery,
  type Snapshot,
  type Step,
  type StoredRecord,
  totalId,
} from "@spendrail/ledger";
import { Foresight } from "./foresight.js";
import type { Functions } from "./functions.js";
import { COMMIT } from "./lua/commit.js";
import { ACKNOWLEDGE, HISTORY, LIST, OUTBOX, PARTITIONS, READ, RECORDS } from "./lua/read.js";
import { commitOf, headOf, listedOf, recordsOf, snapshotOf } from "./replies.js";
import { reading, type Script, writing } from "./script.js";
import { accountsOfRead, accountsOfStep, type Shards } from "./shards.js";
import { identityOf, planOf } from "./step-plan.js";

const FUNCTIONS = {
  commit: writing(COMMIT),
  read: reading(READ),
  list: reading(LIST),
  records: reading(RECORDS),
  history: reading(HISTORY),
  outbox: reading(OUTBOX),
  acknowledge: writing(ACKNOWLEDGE),
  partitions: reading(PARTITIONS),
};

/** A store in Redis: each call is one function that Redis runs whole. */
export class RedisStore implements LedgerStore {
  readonly #functions: Functions;
  readonly #shards: Shards;
  readonly #foresight = new Foresight();

  constructor(functions: Functions, shards: Shards) {
    this.#functions = functions;
    this.#shards = shards;
  }

  async read(request: ReadRequest): Promise<Answer<Snapshot>> {
    const place = this.#shards.placeOf(() => accountsOfRead(request));
    if (!place.ok) return place;
    const { documents, accounts, atMs } = request;
    const totals = request.totals.flatMap((total) => identityOf(total, totalId(total)));
    const plan = JSON.stringify({ documents, accounts, totals, atMs });
    const answer = await this.#functions.run(FUNCTIONS.read, place.shard, plan);
    if (!answer.ok) return answer;
    const snapshot = snapshotOf(request, answer.value);
    for (const [index, account] of accounts.entries()) {
      const head = snapshot.heads[index];
      if (head !== undefined) this.#foresight.learn(account, head);
    }
    return { ok: true, value: snapshot };
  }

  async commit(step: Step): Promise<Answer<Commit>> {
    const place = this.#shards.placeOf(() => accountsOfStep(step));
    if (!place.ok) return place;
    const foreseen = this.#foresight.foresee(step);
    const { plan, bodies, accounts } = planOf(step, foreseen);
    const answer = await this.#functions.run(FUNCTIONS.commit, place.shard, plan, ...bodies);
    if (!answer.ok) {
      this.#foresight.lost(foreseen);
      return answer;
    }
    const { commit, heads } = commitOf(answer.value);
    if (!commit.applied) this.#foresight.refused(foreseen);
    else if (heads.length === 0) this.#foresight.applied(foreseen);
    else this.#foresight.applied(foreseen, new Map(heads.map((head, index) => [accounts[index] ?? "", headOf(head)])));
    return { ok: true, value: commit };
  }

  async list(query: ListQuery): Promise<Answer<ListedDocument[]>> {
    const { after, ...rest } = query;
    const plan = JSON.stringify({ ...rest, ...(after === undefined ? {} : { after: [after.atMs, after.key] }) });
    const account = accountOfKey(query.list);
    const place = this.#shards.placeOf(() => (account === undefined ? [] : [account]));
    if (!place.ok) return place;
    const shards = account === undefined ? this.#shards.all : [place.shard];
    const answers = await this.#onEach(shards, FUNCTIONS.list, plan);
    if (!answers.ok) return answers;
    const found = answers.value.flatMap(listedOf);
    const direction = query.order === "oldest" ? 1 : -1;
    if (answers.value.length > 1) found.sort((a, b) => direction * compare(a, b));
    return { ok: true, value: found.slice(0, query.limit) };
  }

  async records({ after, ...query }: RecordQuery): Promise<Answer<StoredRecord[]>> {
    const place = after === undefined ? {} : { after: [after.atMs, String(after.sequence).padStart(16, "0")] };
    const plan = JSON.stringify({ ...query, ...place, order: "newest" });
    return recordsIn(await this.#onAccount(query.account, FUNCTIONS.records, plan));
  }

  async history(query: HistoryQuery): Promise<Answer<StoredRecord[]>> {
    return recordsIn(await this.#onAccount(query.account, FUNCTIONS.history, JSON.stringify(query)));
  }

  async partitions(account: string, counter: string): Promise<Answer<string[]>> {
    const answer = await this.#onAccount(account, FUNCTIONS.partitions, account, counter);
    return answer.ok ? { ok: true, value: answer.value as string[] } : answer;
  }

  async outbox(limit: number): Promise<Answer<StoredRecord[]>> {
    const answers = await this.#onEach(this.#shards.all, FUNCTIONS.outbox, String(limit));
    return answers.ok ? { ok: true, value: answers.value.flatMap(recordsOf).slice(0, limit) } : answers;
  }

  async acknowledge(account: string, sequence: number): Promise<Answer<undefined>> {
    const answer = await this.#onAccount(account, FUNCTIONS.acknowledge, account, String(sequence));
    return answer.ok ? { ok: true, value: undefined } : answer;
  }

  /** The caller's client stays open. */
  close(): Promise<void> {
    this.#functions.close();
    return Promise.resolve();
  }

  async #onAccount(account: string, script: Script, ...args: readonly string[]): Promise<Answer<unknown>> {
    const place = this.#shards.placeOf(() => [account]);
    return place.ok ? this.#functions.run(script, place.shard, ...args) : place;
  }

  async #onEach(shards: readonly number[], script: Script, argument: string): Promise<Answer<unknown[]>> {
    const values: unknown[] = [];
    for (const answer of await Promise.all(shards.map((shard) => this.#functions.run(script, shard, argument)))) {
      if (!answer.ok) return answer;
      values.push(answer.value);
    }
    return { ok: true, value: values };
  }
}

function recordsIn(answer: Answer<unknown>): Answer<StoredRecord[]> {
  return answer.ok ? { ok: true, value: recordsOf(answer.value) } : answer;
}

function compare(a: ListedDocument, b: ListedDocument): number {
  if (a.placeMs !== b.placeMs) return a.placeMs - b.placeMs;
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}
