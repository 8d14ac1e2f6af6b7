import type { Answer } from "@spendrail/ledger";
import { isConnected, type RedisClient, type RedisCluster } from "./client.js";
import { failureOf } from "./failure-of.js";
import { run, type Script } from "./script.js";
import type { Shards } from "./shards.js";

const CLOSED = { ok: false, failure: { code: "closed", message: "The ledger is closed." } } as const;
const OFFLINE = {
  ok: false,
  failure: { code: "unavailable", message: "Redis cannot be reached: the client is not connected." },
} as const;

/** Runs functions on the shards of a ledger, and answers by value. */
export class Functions {
  readonly #client: RedisClient | RedisCluster;
  readonly #shards: Shards;
  readonly #timeoutMs: number;
  #isClosed = false;

  constructor(client: RedisClient | RedisCluster, shards: Shards, timeoutMs: number) {
    this.#client = client;
    this.#shards = shards;
    this.#timeoutMs = timeoutMs;
  }

  /** Without an answer, a function that only reads did nothing; of another nobody knows. */
  async run(script: Script, shard: number, ...args: readonly string[]): Promise<Answer<unknown>> {
    if (this.#isClosed) return CLOSED;
    if (!isConnected(this.#client)) return OFFLINE;
    try {
      const answer = run(this.#client, script, this.#shards.keys(shard), args);
      return { ok: true, value: await inTime(answer, this.#timeoutMs) };
    } catch (fault) {
      return { ok: false, failure: failureOf(fault, script.isReading ? "unavailable" : "unknown_outcome") };
    }
  }

  /** The caller's client stays open. */
  close(): void {
    this.#isClosed = true;
  }
}

/** Rejects when an answer does not come in time; what comes later is dropped. */
export function inTime<Value>(answer: Promise<Value>, timeoutMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
