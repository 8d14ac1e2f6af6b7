import { authorize, createLedger, type LedgerStore } from "@spendrail/ledger";
import { ledgerConformance } from "@spendrail/ledger-conformance";
import type { SpendingPolicy } from "@spendrail/model";
import { createCluster } from "redis";
import { afterAll, describe, expect, it, test } from "vitest";
import { startRedisCluster } from "../../../scripts/testing/servers/redis.js";
import { openRedisStore } from "../src/open.js";
import type { Tenants } from "../src/shards.js";

const servers = await startRedisCluster();
const rootNodes = servers.masters.map(({ port }) => ({ url: `redis://127.0.0.1:${port}` }));
const client = await createCluster({ rootNodes })
  .on("error", () => undefined)
  .connect();
afterAll(async () => {
  client.destroy();
  await servers.remove();
});

const names = new WeakMap<LedgerStore, string>();
let ledgers = 0;

async function open(name: string, tenants: Tenants): Promise<LedgerStore> {
  const opened = await openRedisStore(client, { name, tenants });
  if (!opened.ok) throw new Error(opened.failure.message);
  names.set(opened.value, name);
  return opened.value;
}

/** Every account of the suite has a parent in common with others. */
const TOGETHER: Tenants = { shards: 4, of: () => "acme" };

describe("on three masters", () => {
  const create = () => {
    ledgers += 1;
    return open(`ledger ${ledgers}`, TOGETHER);
  };
  const reopen = (store: LedgerStore) => open(names.get(store) as string, TOGETHER);
  ledgerConformance({ create, reopen, effort: { runs: 3, racers: 32 } }, { describe, it, expect });
});

const START = Date.parse("2026-03-02T12:00:00Z");
const clock = () => START;
/** `acme.agent` is of the tenant `acme`. */
const BY_PREFIX: Tenants = { shards: 64, of: (account) => account.split(".")[0] ?? "" };
const TENANTS = Array.from({ length: 12 }, (_, n) => `tenant${n}`);

const daily: SpendingPolicy = {
  version: 1,
  currency: "USD",
  rules: [{ kind: "limit", per: { type: "anchored", duration: "P1D" }, max: "10" }],
};

const payment = (account: string, id: string, amount: string) => ({
  id,
  account,
  amount,
  merchant: "openai.com",
  at: new Date(START).toISOString(),
});

describe("tenants", () => {
  test("lie on all masters, and each has its own budget", async () => {
    const store = await open("spread", BY_PREFIX);
    const ledger = createLedger(store, { clock, holdMs: 1000 });
    for (const tenant of TENANTS) {
      await ledger.setPolicy({ account: `${tenant}.team`, policy: daily, by: "owner" });
      await ledger.setParents({ account: `${tenant}.agent`, parents: [`${tenant}.team`], by: "owner" });
    }
    const outcomes = await Promise.all(
      TENANTS.flatMap((tenant) =>
        ["a", "b", "c"].map(
          async (id) => (await authorize(ledger, undefined, payment(`${tenant}.agent`, id, "5"))).outcome,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "approved")).toHaveLength(2 * TENANTS.length);
    for (const master of servers.masters) expect(Number(await master.cli("DBSIZE"))).toBeGreaterThan(0);

    const seen: string[] = [];
    const delivery = await ledger.deliverEvents(({ account, sequence }) => void seen.push(`${account} ${sequence}`));
    expect(delivery).toMatchObject({ ok: true });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(TENANTS.length * (1 + 1 + 3));

    const later = createLedger(store, { clock: () => START + 1000 });
    expect(await later.expire()).toEqual({ ok: true, expired: 2 * TENANTS.length });
    const due = { list: "due", order: "oldest", limit: 100 } as const;
    expect(await store.list(due)).toEqual({ ok: true, value: [] });
  });

  test("the holds of all tenants are listed by instant, a page at a time", async () => {
    const store = await open("listed", BY_PREFIX);
    for (const [index, tenant] of TENANTS.entries()) {
      const nowMs = START + ((index * 5) % TENANTS.length) * 1000;
      const ledger = createLedger(store, { clock: () => nowMs });
      const answer = await authorize(ledger, daily, payment(`${tenant}.agent`, "p", "1"));
      expect(answer).toMatchObject({ outcome: "approved" });
    }
    for (const order of ["oldest", "newest"] as const) {
      const places: number[] = [];
      let after: { atMs: number; key: string } | undefined;
      for (;;) {
        const page = await store.list({ list: "due", order, limit: 5, ...(after === undefined ? {} : { after }) });
        if (!page.ok) throw new Error(page.failure.message);
        places.push(...page.value.map(({ placeMs }) => placeMs));
        const last = page.value.at(-1);
        if (last === undefined) break;
        after = { atMs: last.placeMs, key: last.key };
      }
      expect(places).toHaveLength(TENANTS.length);
      expect(places).toEqual([...places].sort((a, b) => (order === "oldest" ? a - b : b - a)));
    }
  });

  test("a parent of another tenant is refused, and nothing changes", async () => {
    const ledger = createLedger(await open("apart", BY_PREFIX), { clock });
    const request = { account: "acme.agent", parents: ["other.team"], by: "owner" };
    expect(await ledger.setParents(request)).toEqual({
      ok: false,
      error: {
        code: "apart",
        message: 'Nothing was written: accounts of the tenants "acme", "other" are kept apart, and share no step.',
        money: "unchanged",
      },
    });
    expect(await authorize(ledger, daily, payment("acme.agent", "p", "10"))).toMatchObject({
      outcome: "approved",
      hold: { account: "acme.agent" },
    });
  });

  test("an account whose tenant cannot be told is refused, and nothing is read in its place", async () => {
    const of = (account: string) => {
      throw new Error(`${account} is of no tenant`);
    };
    const ledger = createLedger(await open("untold", { shards: 4, of }), { clock });
    const message = "Nothing was written: the tenant of an account cannot be told: agent is of no tenant.";
    const error = { error: { code: "apart", message, money: "unchanged" } };
    expect(await authorize(ledger, daily, payment("agent", "p", "1"))).toEqual({ outcome: "failed", ...error });
    expect(await ledger.verifyHistory("agent")).toEqual({ ok: false, ...error });
    expect(await ledger.records({ account: "agent" })).toEqual({ ok: false, ...error });
    expect(await ledger.spends({ account: "agent" })).toEqual({ ok: false, ...error });
  });

  test("another number of shards is refused", async () => {
    await open("fixed", BY_PREFIX);
    expect(await openRedisStore(client, { name: "fixed", tenants: { ...BY_PREFIX, shards: 32 } })).toEqual({
      ok: false,
      failure: { code: "foreign", message: 'The ledger "fixed" has 64 shards of tenants, not 32 shards of tenants.' },
    });
  });
});

describe("a slot that moves to another master", () => {
  test("takes no step while its keys are in two places, and loses none", async () => {
    const opened = await openRedisStore(client, { name: "moving" });
    if (!opened.ok) throw new Error(opened.failure.message);
    const ledger = createLedger(opened.value, { clock });
    await ledger.setPolicy({ account: "agent", policy: daily, by: "owner" });
    expect(await authorize(ledger, undefined, payment("agent", "a", "6"))).toMatchObject({ outcome: "approved" });

    const [first] = servers.masters;
    const slot = (await first?.cli("CLUSTER", "KEYSLOT", "{moving}position")) ?? "";
    const ids = await Promise.all(servers.masters.map((master) => master.cli("CLUSTER", "MYID")));
    const counts = await Promise.all(servers.masters.map((master) => master.cli("CLUSTER", "COUNTKEYSINSLOT", slot)));
    const from = counts.findIndex((count) => count !== "0");
    const to = (from + 1) % 3;
    const source = servers.masters[from] as (typeof servers.masters)[number];
    const target = servers.masters[to] as (typeof servers.masters)[number];
    await target.cli("CLUSTER", "SETSLOT", slot, "IMPORTING", ids[from] ?? "");
    await source.cli("CLUSTER", "SETSLOT", slot, "MIGRATING", ids[to] ?? "");
    const unavailable = { outcome: "failed", error: { code: "unavailable", money: "unchanged" } };
    expect(await authorize(ledger, undefined, payment("agent", "b", "6"))).toMatchObject(unavailable);

    const keys = (await source.cli("CLUSTER", "GETKEYSINSLOT", slot, "1000")).split("\n");
    const migrate = (some: string[]) =>
      source.cli("MIGRATE", "127.0.0.1", `${target.port}`, "", "0", "5000", "KEYS", ...some);
    await migrate(keys.filter((_, index) => index % 2 === 0));
    expect(await authorize(ledger, undefined, payment("agent", "b", "6"))).toMatchObject(unavailable);
    expect(await ledger.void({ account: "agent", payment: "a" })).toMatchObject({ error: { code: "unavailable" } });

    await migrate(keys.filter((_, index) => index % 2 === 1));
    for (const master of [target, source]) await master.cli("CLUSTER", "SETSLOT", slot, "NODE", ids[to] ?? "");
    expect(await authorize(ledger, undefined, payment("agent", "b", "6"))).toMatchObject({
      outcome: "denied",
      decision: { code: "window_limit_exceeded" },
    });
    expect(await authorize(ledger, undefined, payment("agent", "c", "4"))).toMatchObject({ outcome: "approved" });
    expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact" });
  });
});

test("a master that is killed fails the steps of its slots, and has everything when it comes back", async () => {
  const opened = await openRedisStore(client, { name: "killed", timeoutMs: 1000 });
  if (!opened.ok) throw new Error(opened.failure.message);
  const ledger = createLedger(opened.value, { clock });
  await ledger.setPolicy({ account: "agent", policy: daily, by: "owner" });
  await authorize(ledger, undefined, payment("agent", "a", "6"));
  const slot = (await servers.masters[0]?.cli("CLUSTER", "KEYSLOT", "{killed}position")) ?? "";
  const counts = await Promise.all(servers.masters.map((master) => master.cli("CLUSTER", "COUNTKEYSINSLOT", slot)));
  const victim = servers.masters[counts.findIndex((count) => count !== "0")];
  await victim?.kill();
  expect(await authorize(ledger, undefined, payment("agent", "b", "4"))).toMatchObject({ outcome: "failed" });
  await victim?.start();
  const again = async () => (await authorize(ledger, undefined, payment("agent", "b", "4"))).outcome;
  await expect.poll(again, { timeout: 30_000 }).toBe("approved");
  expect(await authorize(ledger, undefined, payment("agent", "c", "1"))).toMatchObject({ outcome: "denied" });
  expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact" });
});
