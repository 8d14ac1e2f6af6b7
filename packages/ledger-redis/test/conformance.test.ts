import type { LedgerStore } from "@spendrail/ledger";
import { ledgerConformance } from "@spendrail/ledger-conformance";
import { createClient } from "redis";
import { afterAll, describe, expect, it } from "vitest";
import { startRedis } from "../../../scripts/testing/servers/redis.js";
import { openRedisStore } from "../src/open.js";

const server = await startRedis();
const client = await createClient({ url: `redis://127.0.0.1:${server.port}` }).connect();
afterAll(async () => {
  client.destroy();
  await server.remove();
});

const names = new WeakMap<LedgerStore, string>();
let ledgers = 0;

async function open(name: string): Promise<LedgerStore> {
  const opened = await openRedisStore(client, { name });
  if (!opened.ok) throw new Error(opened.failure.message);
  names.set(opened.value, name);
  return opened.value;
}

function create(): Promise<LedgerStore> {
  ledgers += 1;
  return open(`ledger ${ledgers}`);
}

const reopen = (store: LedgerStore) => open(names.get(store) as string);

ledgerConformance({ create, reopen, effort: { runs: 10, racers: 64 } }, { describe, it, expect });
