import type { Step } from "@spendrail/ledger";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgresStore } from "../src/open.js";
import { type LedgerServer, pay, setDaily, startLedgerServer } from "./ledger-server.js";
import { type ServerProxy, startProxy } from "./proxy.js";

let ledgers: LedgerServer;
let proxy: ServerProxy;
beforeAll(async () => {
  ledgers = await startLedgerServer();
  proxy = await startProxy(ledgers.server.connection.port);
});
afterAll(async () => {
  proxy.close();
  await ledgers.stop();
});

/** What a pool's sessions may be set to. */
const SETTINGS: readonly [string, string][] = [
  ["plain", ""],
  ["serializable", "-c default_transaction_isolation=serializable"],
  ["repeatable read", "-c default_transaction_isolation=repeatable\\ read"],
  ["no search path", "-c search_path="],
  ["another time zone and other formats", "-c timezone=Asia/Kathmandu -c datestyle=German -c bytea_output=escape"],
  ["backslashes in strings", "-c standard_conforming_strings=off -c default_transaction_isolation=serializable"],
  ["a planner that may use no index", "-c enable_indexscan=off -c enable_nestloop=off -c plan_cache_mode=auto"],
];

describe("one round trip", () => {
  it.each(SETTINGS)("decides and holds an approved payment: %s", async (name, options) => {
    const ledger = await ledgers.open({ port: proxy.port, options });
    const [account, team] = [`${name}'s \\agent`, `${name}'s \\team`];
    for (const each of [account, team]) await setDaily(ledger, each);
    await ledger.setParents({ account, parents: [team], by: "owner" });
    await pay(ledger, account, "p1", "1");
    proxy.roundTrips();
    expect(await pay(ledger, account, "p2", "60")).toMatchObject({ outcome: "approved" });
    expect(proxy.roundTrips()).toBe(1);
    expect(await pay(ledger, account, "p3", "39.01")).toMatchObject({ outcome: "denied" });
    expect(await ledger.capture({ account, payment: "p2" })).toMatchObject({ ok: true });
    expect(await ledger.verifyHistory(account)).toMatchObject({ history: "intact" });
  });

  it("is shared by what waits for the same account: 64 payments take no more than a few", async () => {
    const ledger = await ledgers.open({ port: proxy.port });
    await setDaily(ledger, "hot");
    await pay(ledger, "hot", "first", "1");
    proxy.roundTrips();
    const answers = await Promise.all(Array.from({ length: 64 }, (_, n) => pay(ledger, "hot", `p${n}`, "1")));
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(64).fill("approved"));
    expect(proxy.roundTrips()).toBeLessThanOrEqual(4);
  });
});

describe("a session of the caller's pool", () => {
  it("is left as it was: a pool that hands connections out by the transaction works as well", async () => {
    const pool = new pg.Pool({ ...ledgers.server.connection, max: 1, options: "-c synchronous_commit=off" });
    // Tables of the session's own, with the names of the ledger's, are not what it means.
    await pool.query("CREATE TEMP TABLE document (key text); CREATE TEMP TABLE head (account text)");
    const query = "SELECT name, setting FROM pg_settings WHERE name NOT LIKE 'plpgsql.%' ORDER BY name";
    const settings = async () => (await pool.query(query)).rows;
    const before = await settings();
    const opened = await openPostgresStore(pool);
    if (!opened.ok) throw new Error(opened.failure.message);
    expect(await opened.value.commit(step("plain"))).toMatchObject({ ok: true, value: { applied: true } });
    await opened.value.read({ documents: ["plain"], accounts: [], totals: [], atMs: 0 });
    expect(await settings()).toEqual(before);
    const left = await pool.query(
      `SELECT (SELECT count(*)::int FROM pg_prepared_statements) AS prepared,
              (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory') AS locks`,
    );
    expect(left.rows).toEqual([{ prepared: 0, locks: 0 }]);
    await pool.end();
  });

  it("is told that what was answered survives a crash, whatever its own setting", async () => {
    const ledger = await ledgers.open({ options: "-c synchronous_commit=off" });
    await setDaily(ledger, "durable");
    expect(await pay(ledger, "durable", "p", "60")).toMatchObject({ outcome: "approved" });
    await ledgers.server.stop("SIGKILL");
    await ledgers.server.start();
    const again = await ledgers.open();
    expect(await pay(again, "durable", "q", "40.01")).toMatchObject({ outcome: "denied" });
  });
});

describe("steps that wait for the same account", () => {
  it("are judged one after the other; one that is refused takes nothing of the others with it; closing waits for all", async () => {
    const pool = new pg.Pool(ledgers.server.connection);
    const opened = await openPostgresStore(pool);
    if (!opened.ok) throw new Error(opened.failure.message);
    const store = opened.value;
    const refused: Step = { ...step("b"), records: [{ ...step("b").records[0], digest: null } as never] };
    const answers = await Promise.all([step("a"), refused, step("c"), step("a")].map((each) => store.commit(each)));
    expect(answers).toMatchObject([
      { ok: true, value: { applied: true } },
      { ok: false, failure: { code: "unavailable" } },
      { ok: true, value: { applied: true } },
      { ok: true, value: { applied: false, because: "revision" } },
    ]);
    const read = await store.read({ documents: ["a", "b", "c"], accounts: ["one"], totals: [], atMs: 0 });
    expect(read).toMatchObject({ value: { documents: [{ revision: 1 }, undefined, { revision: 1 }] } });
    const last = store.commit(step("last"));
    await store.close();
    await pool.end();
    expect(await last).toMatchObject({ ok: true, value: { applied: true } });
    expect(await store.commit(step("late"))).toMatchObject({ failure: { code: "closed" } });
  });
});

/** Writes one document, provided that it is not there yet. */
function step(key: string): Step {
  return {
    expect: [{ key, revision: 0 }],
    instant: { atMs: 1, accounts: [] },
    moves: [],
    advances: false,
    releases: [],
    adds: [],
    fills: [],
    puts: [{ key, body: "{}", lists: [{ list: "all" }] }],
    records: [{ account: "one", type: "payment.voided", body: "{}", digest: "" }],
  };
}
