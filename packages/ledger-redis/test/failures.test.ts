import { authorize, type Ledger } from "@spendrail/ledger";
import { createClient } from "redis";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startRedis } from "../../../scripts/testing/servers/redis.js";
import { daily, ledgerOn, payment, watched } from "./support/bench.js";
import { startCuttingProxy } from "./support/cutting-proxy.js";

const server = await startRedis({ "busy-reply-threshold": "50" });
const url = `redis://127.0.0.1:${server.port}`;
const client = await createClient({ url })
  .on("error", () => undefined)
  .connect();
const proxy = await startCuttingProxy(server.port);
const throughProxy = await createClient({ url: `redis://127.0.0.1:${proxy.port}` })
  .on("error", () => undefined)
  .connect();
afterAll(async () => {
  client.destroy();
  throughProxy.destroy();
  await proxy.close();
  await server.remove();
});

let name = "";
let ledger: Ledger;
let ledgers = 0;
beforeEach(async () => {
  ledgers += 1;
  name = `ledger ${ledgers}`;
  ledger = await ledgerOn(client, name);
  await ledger.setPolicy({ account: "agent", policy: daily("100"), by: "owner" });
});

const pay = (on: Ledger, id: string, amount: string) => authorize(on, undefined, payment(id, amount));
const failedWith = (code: string) => ({ outcome: "failed", error: { code, money: "unchanged" } });
const UNKNOWN = { outcome: "failed", error: { code: "unknown_outcome", money: "unknown" } };

/** The money of a payment of 60 that was asked for again is held once: 40 are left. */
async function isHeldOnce(): Promise<void> {
  expect(await pay(ledger, "a", "60")).toMatchObject({ outcome: "approved" });
  expect(await pay(ledger, "b", "40.01")).toMatchObject({ outcome: "denied" });
  expect(await pay(ledger, "c", "40")).toMatchObject({ outcome: "approved" });
  expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact" });
}

describe("round trips", () => {
  const sentBy = async (work: (ledger: Ledger) => Promise<unknown>): Promise<string[]> => {
    const sent: string[] = [];
    const counted = await ledgerOn(
      watched(client, ([command = ""]) => void sent.push(command)),
      name,
    );
    await pay(counted, "first", "1");
    sent.length = 0;
    await work(counted);
    return sent;
  };

  test("an approved payment takes exactly one", async () => {
    expect(await sentBy((on) => pay(on, "a", "60"))).toEqual(["EVALSHA"]);
  });

  test("a server that forgot its functions is told them again", async () => {
    const sent = await sentBy(async (on) => {
      await server.cli("SCRIPT", "FLUSH");
      expect(await pay(on, "a", "60")).toMatchObject({ outcome: "approved" });
      expect(await pay(on, "b", "1")).toMatchObject({ outcome: "approved" });
    });
    expect(sent).toEqual(["EVALSHA", "EVAL", "EVALSHA"]);
  });
});

describe("a connection that is cut in mid-step", () => {
  test.each(["before", "after"] as const)("%s the server took it: asking again tells, and holds once", async (when) => {
    const cut = await ledgerOn(throughProxy, name);
    await pay(cut, "first", "0.01");
    await ledger.void({ account: "agent", payment: "first" });
    proxy.cutNext(when);
    expect(await pay(cut, "a", "60")).toMatchObject(UNKNOWN);
    await expect.poll(async () => (await pay(cut, "a", "60")).outcome, { timeout: 30_000 }).toBe("approved");
    await isHeldOnce();
  });

  test("a capture that was cut off is taken once", async () => {
    const cut = await ledgerOn(throughProxy, name);
    await pay(cut, "a", "60");
    const capture = { account: "agent", payment: "a", id: "first", amount: "20" };
    proxy.cutNext("after");
    expect(await cut.capture(capture)).toMatchObject({ error: { code: "unknown_outcome", money: "unknown" } });
    const captured = { ok: true, spend: { captured: "20", held: "40" } };
    expect(await ledger.capture(capture)).toMatchObject(captured);
    expect(await ledger.spend({ account: "agent", payment: "a" })).toMatchObject(captured);
  });
});

describe("a server that", () => {
  test("does not answer in time leaves the outcome open, and asking again tells", async () => {
    const impatient = await ledgerOn(client, name, { timeoutMs: 300 });
    await server.cli("CLIENT", "PAUSE", "60000", "WRITE");
    expect(await pay(impatient, "a", "60")).toMatchObject(UNKNOWN);
    await server.cli("CLIENT", "UNPAUSE");
    await isHeldOnce();
  });

  test("is out of memory takes no step, and answers what it has", async () => {
    await pay(ledger, "a", "60");
    await server.cli("CONFIG", "SET", "maxmemory", "1");
    expect(await pay(ledger, "b", "1")).toMatchObject(failedWith("full"));
    expect(await ledger.spend({ account: "agent", payment: "a" })).toMatchObject({ spend: { held: "60" } });
    await server.cli("CONFIG", "SET", "maxmemory", "0");
    await isHeldOnce();
  });

  test("has become a replica takes no step", async () => {
    await pay(ledger, "a", "60");
    await server.cli("REPLICAOF", "127.0.0.1", "1");
    expect(await pay(ledger, "b", "1")).toMatchObject(failedWith("read_only"));
    await server.cli("REPLICAOF", "NO", "ONE");
    await isHeldOnce();
  });

  test("runs somebody's endless function is busy", async () => {
    const other = await createClient({ url }).connect();
    const endless = other.sendCommand(["EVAL", "while true do end", "0"]).catch(() => undefined);
    await expect.poll(async () => (await server.cli("PING")).startsWith("BUSY"), { timeout: 30_000 }).toBe(true);
    expect(await pay(ledger, "a", "60")).toMatchObject(failedWith("busy"));
    await server.cli("SCRIPT", "KILL");
    await endless;
    other.destroy();
    await isHeldOnce();
  });

  test("is gone cannot be reached, and has everything when it comes back", async () => {
    await pay(ledger, "a", "60");
    await server.kill();
    // What was sent before the client noticed may still be taken later: the same payment again does no harm.
    await expect.poll(() => pay(ledger, "a", "60"), { timeout: 30_000 }).toMatchObject(failedWith("unavailable"));
    await server.start();
    await expect.poll(() => client.isReady, { timeout: 30_000 }).toBe(true);
    await isHeldOnce();
  });

  test("does not permit the user is said to refuse", async () => {
    await server.cli("ACL", "SETUSER", "reader", "on", ">secret", "~*", "+@read", "+info", "+config|get", "+set");
    const reader = await createClient({ url, username: "reader", password: "secret" }).connect();
    const denied = await ledgerOn(reader, name);
    expect(await pay(denied, "a", "60")).toMatchObject(failedWith("unavailable"));
    reader.destroy();
    await isHeldOnce();
  });
});

test("a closed ledger leaves the caller's client open", async () => {
  await ledger.close();
  expect(await pay(ledger, "a", "60")).toMatchObject(failedWith("closed"));
  expect(client.isReady).toBe(true);
});
