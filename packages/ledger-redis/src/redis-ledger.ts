import { createLedger, type Ledger, type LedgerOptions } from "@spendrail/ledger";
import type { RedisClient, RedisCluster } from "./client.js";
import { openRedisStore, type RedisOptions } from "./open.js";
import type { Refusal } from "./settings.js";

/** A ledger, or why there is none. No money was touched. */
export type RedisLedger =
  | { readonly ok: true; readonly ledger: Ledger }
  | { readonly ok: false; readonly error: Refusal & { readonly money: "unchanged" } };

/**
 * A ledger in Redis, or in a Redis Cluster, through the caller's own connected client of the npm package `redis`. Any number of
 * processes may use it at once. See `openRedisStore` for the errors. Never throws.
 */
export async function createRedisLedger(
  client: RedisClient | RedisCluster,
  options: LedgerOptions & RedisOptions = {},
): Promise<RedisLedger> {
  const opened = await openRedisStore(client, options);
  if (opened.ok) return { ok: true, ledger: createLedger(opened.value, options) };
  return { ok: false, error: { ...opened.failure, money: "unchanged" } };
}
