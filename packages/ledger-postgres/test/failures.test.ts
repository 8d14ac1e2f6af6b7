import { once } from "node:events";
import { createServer } from "node:net";
import type { Ledger } from "@spendrail/ledger";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../../scripts/testing/servers/free-port.js";
import { createPostgresLedger } from "../src/postgres-ledger.js";
import { type LedgerServer, pay, setDaily, startLedgerServer } from "./ledger-server.js";
import { type Cut, type ServerProxy, startProxy } from "./proxy.js";

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

/** Of the 100 a day that an account may spend, exactly 60 are held, once. */
async function expectHeldOnce(ledger: Ledger, account: string): Promise<void> {
  expect(await pay(ledger, account, "over", "40.01")).toMatchObject({ outcome: "denied" });
  expect(await pay(ledger, account, "rest", "40")).toMatchObject({ outcome: "approved" });
  expect(await ledger.verifyHistory(account)).toMatchObject({ history: "intact" });
}

/** Others hold the table that every step writes, until what is returned is called. */
async function holdHeads(): Promise<() => Promise<void>> {
  const client = await ledgers.admin.connect();
  await client.query("BEGIN; LOCK TABLE spendrail.head IN EXCLUSIVE MODE");
  return async () => {
    await client.query("ROLLBACK");
    client.release();
  };
}

describe("a connection that is lost in the middle of a step", () => {
  const rows: [Cut, string][] = [
    ["request", "before the server has it: nothing is held"],
    ["answer", "after the server has committed it: the money is held"],
  ];
  it.each(rows)("%s: %s, and asking again with the same id tells, and holds it once", async (cut, _) => {
    const account = `lost ${cut}`;
    const ledger = await ledgers.open({ port: proxy.port });
    await setDaily(ledger, account);
    await pay(ledger, account, "learns the terms", "0.01");
    proxy.cutAt(cut);
    const unknown = { outcome: "failed", error: { code: "unknown_outcome", money: "unknown" } };
    expect(await pay(ledger, account, "p", "59.99")).toMatchObject(unknown);
    expect(await pay(ledger, account, "p", "59.99")).toMatchObject({ outcome: "approved", hold: { held: "59.99" } });
    await expectHeldOnce(ledger, account);
  });

  it("a time-out while the server still works on it: asking again waits for it, and holds it once", async () => {
    const hasty = await ledgers.open({}, { timeoutMs: 500 });
    await setDaily(hasty, "hasty");
    await pay(hasty, "hasty", "learns the terms", "0.01");
    const release = await holdHeads();
    expect(await pay(hasty, "hasty", "p", "59.99")).toMatchObject({ error: { code: "unknown_outcome" } });
    await release();
    const patient = await ledgers.open();
    expect(await pay(patient, "hasty", "p", "59.99")).toMatchObject({ outcome: "approved" });
    await expectHeldOnce(patient, "hasty");
  });
});

describe("a server that does not take a step says why, and the money is as before", () => {
  it("busy: others hold what the step writes for longer than the time-out", async () => {
    const ledger = await ledgers.open({}, { busyMs: 50 });
    await setDaily(ledger, "waits");
    const release = await holdHeads();
    const error = { code: "busy", money: "unchanged" };
    expect(await pay(ledger, "waits", "p", "60")).toMatchObject({ outcome: "failed", error });
    await release();
    expect(await pay(ledger, "waits", "p", "60")).toMatchObject({ outcome: "approved" });
    await expectHeldOnce(ledger, "waits");
  });

  it("busy: the caller's own statement time-out", async () => {
    const ledger = await ledgers.open({ options: "-c statement_timeout=100" });
    await setDaily(ledger, "hurries");
    const release = await holdHeads();
    const error = { code: "busy", money: "unchanged" };
    expect(await pay(ledger, "hurries", "p", "60")).toMatchObject({ outcome: "failed", error });
    await release();
  });

  it("read_only: a server that takes no writes is read from", async () => {
    const writer = await ledgers.open();
    await setDaily(writer, "reads");
    await pay(writer, "reads", "p", "60");
    const ledger = await ledgers.open({ options: "-c default_transaction_read_only=on" });
    const error = { code: "read_only", money: "unchanged" };
    expect(await pay(ledger, "reads", "q", "1")).toMatchObject({ outcome: "failed", error });
    const name = { account: "reads", payment: "p" };
    expect(await ledger.capture(name)).toMatchObject({ error });
    expect(await ledger.spend(name)).toMatchObject({ spend: { held: "60" } });
    await expectHeldOnce(writer, "reads");
  });

  it("read_only: a standby, until it takes over", async () => {
    const ledger = await ledgers.open();
    await setDaily(ledger, "stands by");
    await pay(ledger, "stands by", "p", "60");
    await ledgers.server.stop("fast");
    await ledgers.server.start("standby");
    const error = { code: "read_only", money: "unchanged" };
    expect(await pay(ledger, "stands by", "q", "1")).toMatchObject({ outcome: "failed", error });
    expect(await ledger.spend({ account: "stands by", payment: "p" })).toMatchObject({ spend: { held: "60" } });
    await ledgers.server.stop("fast");
    await ledgers.server.start();
    await expectHeldOnce(ledger, "stands by");
  });

  it("unavailable: nobody listens", async () => {
    const pool = new pg.Pool({ ...ledgers.server.connection, port: await freePort() });
    const error = { code: "unavailable", money: "unchanged" };
    expect(await createPostgresLedger(pool)).toMatchObject({ ok: false, error });
    await pool.end();
  });

  it("unavailable: somebody listens and never answers", async () => {
    const silent = createServer((socket) => socket.on("error", () => undefined)).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    const pool = new pg.Pool({ ...ledgers.server.connection, port, connectionTimeoutMillis: 1000 });
    expect(await createPostgresLedger(pool, { timeoutMs: 50 })).toMatchObject({ error: { code: "unavailable" } });
    await pool.end();
    silent.close();
  });

  it("a server that is away fails, and is used again when it is back", async () => {
    const ledger = await ledgers.open();
    await setDaily(ledger, "returns");
    await ledgers.server.stop("immediate");
    expect(await pay(ledger, "returns", "p", "60")).toMatchObject({ outcome: "failed" });
    await ledgers.server.start();
    expect(await pay(ledger, "returns", "p", "60")).toMatchObject({ outcome: "approved" });
    await expectHeldOnce(ledger, "returns");
  });
});
