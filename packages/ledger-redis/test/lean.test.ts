import { authorize, createLedger } from "@spendrail/ledger";
import type { SpendingPolicy } from "@spendrail/model";
import { createClient } from "redis";
import { afterAll, describe, expect, test } from "vitest";
import { startRedis } from "../../../scripts/testing/servers/redis.js";
import { openRedisStore } from "../src/open.js";
import { daily, ledgerOn, payment, START_MS, watched } from "./support/bench.js";

const server = await startRedis({ appendfsync: "everysec" });
const client = await createClient({ url: `redis://127.0.0.1:${server.port}` }).connect();
afterAll(async () => {
  client.destroy();
  await server.remove();
});
const options = { accepts: ["last_second"] } as const;

/** A step is answered with its accounts' heads when Redis had to hash their links itself. */
async function hashedIn(answers: readonly Promise<unknown>[]): Promise<number> {
  const all = (await Promise.all(answers)) as string[][];
  return all.filter(([what, , ...heads]) => what === "applied" && heads.length > 0).length;
}

describe("the links of the chain", () => {
  const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

  test("are hashed by the client while nobody else writes, and again soon after somebody did", async () => {
    let answers: Promise<unknown>[] = [];
    const telling = watched(client, ([command], answer) => {
      if (command === "EVALSHA") answers.push(answer.catch(() => []));
    });
    const ledger = await ledgerOn(telling, "links", options);
    const other = await ledgerOn(client, "links", options);
    await ledger.setPolicy({ account: "agent", policy: daily("1000"), by: "owner" });
    await authorize(ledger, undefined, payment("first", "1"));

    const payAll = (some: readonly string[], amount = "1") =>
      Promise.all(some.map((id) => authorize(ledger, undefined, payment(id, amount))));
    answers = [];
    await payAll(ids("a", 64));
    expect(await hashedIn(answers)).toBe(0);

    await authorize(other, undefined, payment("elsewhere", "1"));
    await payAll(ids("b", 64));
    answers = [];
    await payAll(ids("c", 64));
    expect(await hashedIn(answers)).toBe(0);

    // Refused steps upset what was foreseen for those behind them, and no more.
    await Promise.all([payAll(ids("d", 32)), payAll(ids("e", 4), "5000"), payAll(ids("f", 32))]);
    answers = [];
    await payAll(ids("g", 64));
    expect(await hashedIn(answers)).toBe(0);
    expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact" });
  });

  test("are right whoever hashed them: two processes at once", async () => {
    const ledgers = [await ledgerOn(client, "both", options), await ledgerOn(client, "both", options)];
    await ledgers[0]?.setPolicy({ account: "agent", policy: daily("1000"), by: "owner" });
    await Promise.all(
      ledgers.flatMap((ledger, n) => ids(`p${n}`, 50).map((id) => authorize(ledger, undefined, payment(id, "1")))),
    );
    expect(await ledgers[0]?.verifyHistory("agent")).toMatchObject({ history: "intact", records: 101 });
  });
});

describe("a sliding window", () => {
  const HOUR_MS = 3_600_000;
  const hourly: SpendingPolicy = {
    version: 1,
    currency: "USD",
    rules: [{ kind: "limit", per: { type: "sliding", duration: "PT1H" }, max: "100000" }],
  };

  test("costs the same commands however many spends it holds, and forgets many at once", async () => {
    const opened = await openRedisStore(client, { name: "sliding", ...options });
    if (!opened.ok) throw new Error(opened.failure.message);
    let nowMs = START_MS;
    const ledger = createLedger(opened.value, { clock: () => nowMs });
    await ledger.setPolicy({ account: "agent", policy: hourly, by: "owner" });
    const pay = (id: string, atMs: number) => {
      nowMs = atMs;
      return authorize(ledger, undefined, { ...payment(id, "1"), at: new Date(atMs).toISOString() });
    };
    const commandsOf = async (work: () => Promise<unknown>) => {
      await server.cli("CONFIG", "RESETSTAT");
      await work();
      const stats = await server.cli("INFO", "commandstats");
      const calls = [...stats.matchAll(/^cmdstat_(?!config|info|eval)[a-z|]+:calls=(\d+)/gm)];
      return calls.reduce((sum, [, count]) => sum + Number(count), 0);
    };
    const spentAt = async (atMs: number) => {
      const summary = await ledger.spendingSummary("agent", new Date(atMs).toISOString());
      return summary.ok ? summary.limits.map(({ spent }) => spent) : summary.error;
    };

    await pay("p0", START_MS);
    const withOne = await commandsOf(() => pay("p1", START_MS + 1));
    await Promise.all(Array.from({ length: 1100 }, (_, n) => pay(`q${n}`, START_MS + 2 + n)));
    expect(await commandsOf(() => pay("p2", START_MS + 1102))).toBe(withOne);
    expect(await spentAt(START_MS + 1102)).toEqual(["1103"]);

    // All but the last few have left the window.
    await pay("p3", START_MS + HOUR_MS + 1095);
    expect(await spentAt(START_MS + HOUR_MS + 1095)).toEqual(["8"]);
    // All have.
    await pay("p4", START_MS + 3 * HOUR_MS);
    expect(await spentAt(START_MS + 3 * HOUR_MS)).toEqual(["1"]);
    expect(await spentAt(START_MS + 4 * HOUR_MS)).toEqual(["0"]);
  });
});

test("a policy over hundreds of merchants is filled, read and counted on in steps", async () => {
  const ledger = await ledgerOn(client, "many", options);
  await ledger.setPolicy({ account: "agent", policy: daily("100000"), by: "owner" });
  const merchants = Array.from({ length: 400 }, (_, n) => `shop${n}.example`);
  await Promise.all(merchants.map((merchant) => authorize(ledger, undefined, { ...payment(merchant, "1"), merchant })));
  const each: SpendingPolicy = {
    version: 1,
    currency: "USD",
    rules: [{ kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "2", by: "merchant" }],
  };
  expect(await ledger.setPolicy({ account: "agent", policy: each, by: "owner" })).toMatchObject({ ok: true });
  const again = { ...payment("again", "1.01"), merchant: "shop7.example" };
  expect(await authorize(ledger, undefined, again)).toMatchObject({ outcome: "denied" });
  const summary = await ledger.spendingSummary("agent", "2026-03-02T12:00:00Z");
  expect(summary.ok && summary.limits.length).toBe(400);
});
