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
import { reading, writing } from "./script.js";
import { accountsOfRead, accountsOfStep, type Placement, type Shards } from "./shards.js";
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
    if (!place.isTogether) return apart(place);
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
    if (!place.isTogether) return apart(place);
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
    const answers = await this.#onEach(this.#shardsOf(account), (shard) =>
      this.#functions.run(FUNCTIONS.list, shard, plan),
    );
    if (!answers.ok) return answers;
    const found = answers.value.flatMap(listedOf);
    const direction = query.order === "oldest" ? 1 : -1;
    if (answers.value.length > 1) found.sort((a, b) => direction * compare(a, b));
    return { ok: true, value: found.slice(0, query.limit) };
  }

  async records({ after, ...query }: RecordQuery): Promise<Answer<StoredRecord[]>> {
    const place = after === undefined ? {} : { after: [after.atMs, String(after.sequence).padStart(16, "0")] };
    const plan = JSON.stringify({ ...query, ...place, order: "newest" });
    return this.#recordsOf(await this.#functions.run(FUNCTIONS.records, this.#shardOf(query.account), plan));
  }

  async history(query: HistoryQuery): Promise<Answer<StoredRecord[]>> {
    const plan = JSON.stringify(query);
    return this.#recordsOf(await this.#functions.run(FUNCTIONS.history, this.#shardOf(query.account), plan));
  }

  async partitions(account: string, counter: string): Promise<Answer<string[]>> {
    const answer = await this.#functions.run(FUNCTIONS.partitions, this.#shardOf(account), account, counter);
    return answer.ok ? { ok: true, value: answer.value as string[] } : answer;
  }

  async outbox(limit: number): Promise<Answer<StoredRecord[]>> {
    const answers = await this.#onEach(this.#shards.all, (shard) =>
      this.#functions.run(FUNCTIONS.outbox, shard, String(limit)),
    );
    return answers.ok ? { ok: true, value: answers.value.flatMap(recordsOf).slice(0, limit) } : answers;
  }

  async acknowledge(account: string, sequence: number): Promise<Answer<undefined>> {
    const shard = this.#shardOf(account);
    const answer = await this.#functions.run(FUNCTIONS.acknowledge, shard, account, String(sequence));
    return answer.ok ? { ok: true, value: undefined } : answer;
  }

  /** The caller's client stays open. */
  close(): Promise<void> {
    this.#functions.close();
    return Promise.resolve();
  }

  #recordsOf(answer: Answer<unknown>): Answer<StoredRecord[]> {
    return answer.ok ? { ok: true, value: recordsOf(answer.value) } : answer;
  }

  #shardOf(account: string): number {
    const place = this.#shards.placeOf(() => [account]);
    return place.isTogether ? place.shard : 0;
  }

  /** Where the documents of one account are, or of every account. */
  #shardsOf(account: string | undefined): number[] {
    return account === undefined ? this.#shards.all : [this.#shardOf(account)];
  }

  async #onEach(
    shards: readonly number[],
    ask: (shard: number) => Promise<Answer<unknown>>,
  ): Promise<Answer<unknown[]>> {
    const values: unknown[] = [];
    for (const answer of await Promise.all(shards.map(ask))) {
      if (!answer.ok) return answer;
      values.push(answer.value);
    }
    return { ok: true, value: values };
  }
}

function compare(a: ListedDocument, b: ListedDocument): number {
  if (a.placeMs !== b.placeMs) return a.placeMs - b.placeMs;
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

function apart({ tenants }: Extract<Placement, { isTogether: false }>): Answer<never> {
  const message = `Nothing was written: accounts of the tenants ${tenants.map((one) => `"${one}"`).join(", ")} are kept apart, and share no step.`;
  return { ok: false, failure: { code: "apart", message } };
}
