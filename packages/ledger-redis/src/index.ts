export type { RedisClient, RedisCluster } from "./client.js";
export { openRedisStore, type RedisOpening, type RedisOptions } from "./open.js";
export { createRedisLedger, type RedisLedger } from "./redis-ledger.js";
export type { Loss, Refusal, RefusalCode, Statements } from "./settings.js";
export type { Tenants } from "./shards.js";
