import { type Authorization, authorize, type Ledger } from "@spendrail/ledger";
import type { SpendingPolicy } from "@spendrail/model";
import pg from "pg";
import { type PostgresServer, startPostgres } from "../../../scripts/testing/servers/postgres.js";
import { migratePostgres } from "../src/migrate.js";
import type { PostgresOptions } from "../src/open.js";
import { createPostgresLedger } from "../src/postgres-ledger.js";

export const AT = "2026-03-02T12:00:00Z";

const daily: SpendingPolicy = {
  version: 1,
  currency: "USD",
  rules: [{ kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "100" }],
};

/** A server of a test's own with a ledger in the schema `spendrail`, under whose policy an account may spend 100 a day. */
export interface LedgerServer {
  readonly server: PostgresServer;
  /** Connections as superuser, which the ledgers do not use. */
  readonly admin: pg.Pool;
  /** A ledger on a pool of its own. */
  open(config?: pg.PoolConfig, options?: PostgresOptions): Promise<Ledger>;
  stop(): Promise<void>;
}

export async function startLedgerServer(): Promise<LedgerServer> {
  const server = await startPostgres();
  const pools: pg.Pool[] = [];
  const newPool = (config: pg.PoolConfig) => {
    const pool = new pg.Pool({ ...server.connection, ...config });
    // Servers are stopped while connections are idle.
    pool.on("error", () => undefined);
    pools.push(pool);
    return pool;
  };
  const admin = newPool({});
  const migrated = await migratePostgres(admin);
  if (!migrated.ok) throw new Error(migrated.failure.message);
  return {
    server,
    admin,
    async open(config = {}, options = {}) {
      const opened = await createPostgresLedger(newPool(config), { clock: () => Date.parse(AT), ...options });
      if (!opened.ok) throw new Error(opened.error.message);
      return opened.ledger;
    },
    async stop() {
      await Promise.all(pools.map((pool) => pool.end()));
      await server.remove();
    },
  };
}

export function setDaily(ledger: Ledger, account: string): ReturnType<Ledger["setPolicy"]> {
  return ledger.setPolicy({ account, policy: daily, by: "owner" });
}

export function pay(ledger: Ledger, account: string, id: string, amount: string): Promise<Authorization> {
  return authorize(ledger, undefined, { id, account, amount, merchant: "openai.com", at: AT });
}
