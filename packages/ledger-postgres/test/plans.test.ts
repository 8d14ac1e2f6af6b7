import { readFileSync } from "node:fs";
import { createLedger, type Ledger, type LedgerStore } from "@spendrail/ledger";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPostgresStore } from "../src/open.js";
import { AT, type LedgerServer, pay, startLedgerServer } from "./ledger-server.js";

/** Where the indexes are explained. */
const PAGE = readFileSync(new URL("../../../docs/guide/postgres-scale.md", import.meta.url), "utf8");

/** What the server told of one statement, also of those inside functions. */
interface Explained {
  readonly query: string;
  readonly plan: string;
}

let ledgers: LedgerServer;
let pool: pg.Pool;
let store: LedgerStore;
let ledger: Ledger;
const explained: Explained[] = [];
beforeAll(async () => {
  ledgers = await startLedgerServer();
  // One connection, that tells the plan of everything it runs.
  pool = new pg.Pool({ ...ledgers.server.connection, max: 1 });
  pool.on("connect", (client) => {
    client.on("notice", ({ message = "" }) => {
      const [, query, plan] = /plan:\nQuery Text: ([\s\S]*?)\n((?:\S.* {2}\(cost=)[\s\S]*)$/.exec(message) ?? [];
      if (query !== undefined && plan !== undefined) explained.push({ query, plan });
    });
  });
  const opened = await openPostgresStore(pool);
  if (!opened.ok) throw new Error(opened.failure.message);
  store = opened.value;
  ledger = createLedger(store, { clock: () => Date.parse(AT) });
});
afterAll(async () => {
  await pool.end();
  await ledgers.stop();
});

/** So much that nobody would go through it: of 2,000 accounts, and of one account that has spent 20,000 times. */
const FILL = `
  SET search_path TO spendrail;
  INSERT INTO document (key, revision, at_ms, body)
    SELECT 'spend/many/' || n, 1, n, '{}' FROM generate_series(1, 20000) AS n;
  INSERT INTO listing (list, at_ms, key)
    SELECT list, n, 'spend/many/' || n FROM generate_series(1, 20000) AS n, unnest('{spends/many,other}'::text[]) AS list;
  INSERT INTO head (account) SELECT 'account ' || n FROM generate_series(1, 2000) AS n;
  INSERT INTO total (account, counter, partition, start_ms, money, amount, count)
    SELECT 'account ' || n % 100, 'counter', 'shop ' || n % 7, n, 1, 1, 1 FROM generate_series(1, 20000) AS n;
  INSERT INTO history (account, sequence, at_ms, type, body, digest, hash)
    SELECT 'many', n, n, 'payment.' || n % 5, '{}', '', '' FROM generate_series(1, 20000) AS n;
  INSERT INTO outbox (position, account, sequence) SELECT position, account, sequence FROM history;
  ANALYZE`;

/** Windows in which 20,000 spends are, many of them of one instant. */
const FILL_WINDOWS = `
  SET search_path TO spendrail;
  INSERT INTO sliding_entry (total, spend, at_ms, money, amount, count)
    SELECT total, 'spend/many/' || n, at_ms - n / 100, 0, 0, 1 FROM sliding_entry, generate_series(1, 20000) AS n;
  ANALYZE`;

const LIMITS = (["sliding", "anchored"] as const).map((type) => ({
  kind: "limit" as const,
  per: { type, duration: "P1D" },
  max: "100",
}));

/** The life of a payment, and every question that is asked about it. */
async function useEverything(): Promise<void> {
  const rules = [...LIMITS, { kind: "limit" as const, per: "lifetime" as const, max: "1000", by: "merchant" as const }];
  await ledger.setPolicy({ account: "agent", policy: { version: 1, currency: "USD", rules }, by: "owner" });
  await pay(ledger, "agent", "a", "10");
  await pay(ledger, "agent", "c", "91");
  await ledgers.admin.query(FILL_WINDOWS);
  await pay(ledger, "agent", "b", "10");
  await ledger.capture({ account: "agent", payment: "a" });
  await ledger.refund({ account: "agent", payment: "a", reopens: true });
  await ledger.void({ account: "agent", payment: "b" });
  await ledger.expire();
  await ledger.spendingSummary("agent", AT);
  for (const order of ["oldest", "newest"] as const) {
    await store.list({ list: "spends/many", order, fromMs: 100, toMs: 20_000, limit: 10 });
    await store.list({ list: "spends/many", order, after: { atMs: 10_000, key: "spend/many/10000" }, limit: 10 });
  }
  await store.records({ account: "many", types: ["payment.1", "payment.2"], toMs: 10_000, limit: 10 });
  await store.history({ account: "many", after: 10_000, limit: 10 });
  await store.partitions("account 1", "counter");
  await store.outbox(10);
  await store.acknowledge("many", 10);
}

it("every statement finds its rows by an index, and touches few that it does not need", async () => {
  await ledgers.admin.query(FILL);
  await pool.query("LOAD 'auto_explain'; SET auto_explain.log_level = notice; SET auto_explain.log_min_duration = 0");
  await pool.query("SET auto_explain.log_nested_statements = on; SET auto_explain.log_analyze = on");
  await useEverything();
  expect(explained.length).toBeGreaterThan(100);
  expect(explained.filter(({ plan }) => plan.includes("Seq Scan"))).toEqual([]);
  // Rows that a node answered in all, and rows that it threw away.
  const counts = /actual time=\S+ rows=(\d+)|Rows Removed by (?:Join )?Filter: (\d+)/g;
  const wasteful = explained.filter(({ plan }) =>
    [...plan.matchAll(counts)].some(([, found = 0, thrownAway = 0]) => Number(found) + Number(thrownAway) > 20),
  );
  expect(wasteful).toEqual([]);
  const used = new Set(explained.flatMap(({ plan }) => plan.match(/using \w+ on \w+/g) ?? []));
  expect([...used].filter((index) => !PAGE.includes(index))).toEqual([]);
});
