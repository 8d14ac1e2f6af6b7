import { authorize, createLedger } from "@spendrail/ledger";
import { createClient } from "redis";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startRedis } from "../../../scripts/testing/servers/redis.js";
import type { RedisClient } from "../src/client.js";
import { openRedisStore, type RedisOptions } from "../src/open.js";
import type { Loss } from "../src/settings.js";
import { daily, payment, START_MS } from "./support/bench.js";

const server = await startRedis();
const url = `redis://127.0.0.1:${server.port}`;
const client = await createClient({ url }).connect();
afterAll(async () => {
  client.destroy();
  await server.remove();
});

const SAFE = { appendonly: "yes", appendfsync: "always", "maxmemory-policy": "noeviction" };

async function configure(settings: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) await server.cli("CONFIG", "SET", name, value);
}

async function codeOf(options: RedisOptions = {}, of: RedisClient = client): Promise<string> {
  const opened = await openRedisStore(of, { name: "settings", ...options });
  return opened.ok ? "ok" : opened.failure.code;
}

beforeEach(() => configure(SAFE));

describe("what a server may forget is refused, unless the caller accepts that loss", () => {
  const rows: [settings: Record<string, string>, code: string, accepts: Loss[], then: string][] = [
    [{}, "ok", [], "ok"],
    [{ appendfsync: "everysec" }, "not_durable", ["last_second"], "ok"],
    [{ appendfsync: "everysec" }, "not_durable", ["unsaved"], "ok"],
    [{ appendfsync: "everysec" }, "not_durable", ["unreplicated"], "not_durable"],
    [{ appendfsync: "no" }, "not_durable", ["last_second"], "not_durable"],
    [{ appendfsync: "no" }, "not_durable", ["unsaved"], "ok"],
    [{ appendonly: "no" }, "not_durable", ["last_second"], "not_durable"],
    [{ appendonly: "no" }, "not_durable", ["unsaved"], "ok"],
    [{ "maxmemory-policy": "allkeys-lru" }, "evicting", ["unsaved", "last_second", "unreplicated"], "evicting"],
    [{ "maxmemory-policy": "volatile-ttl" }, "evicting", [], "evicting"],
  ];
  test.each(rows)("%j: %s; accepting %j: %s", async (settings, code, accepts, then) => {
    await configure(settings);
    expect(await codeOf()).toBe(code);
    expect(await codeOf({ accepts })).toBe(then);
  });

  test("a refusal says what to do", async () => {
    await configure({ appendfsync: "everysec" });
    expect(await openRedisStore(client)).toEqual({
      ok: false,
      failure: {
        code: "not_durable",
        message:
          'Held money may be forgotten: the server\'s appendfsync is everysec. Accept the loss "last_second", or change the server.',
      },
    });
  });
});

describe("a server that does not tell its settings, as managed ones do not", () => {
  const rows: [stated: RedisOptions, code: string][] = [
    [{}, "unverified"],
    [{ appendfsync: "always" }, "ok"],
    [{ appendfsync: "everysec" }, "not_durable"],
    [{ appendfsync: "everysec", accepts: ["last_second"] }, "ok"],
    [{ accepts: ["unsaved"] }, "ok"],
  ];
  test.each(rows)("%j: %s", async (stated, code) => {
    await server.cli("ACL", "SETUSER", "managed", "on", ">secret", "~*", "&*", "+@all", "-config");
    const managed = await createClient({ url, username: "managed", password: "secret" }).connect();
    try {
      expect(await codeOf(stated, managed)).toBe(code);
    } finally {
      managed.destroy();
    }
  });
});

test.each([2, 3] as const)("version %d of the protocol is understood", async (RESP) => {
  const speaking = await createClient({ url, RESP }).connect();
  try {
    const opened = await openRedisStore(speaking, { name: `protocol ${RESP}` });
    if (!opened.ok) throw new Error(opened.failure.message);
    const ledger = createLedger(opened.value, { clock: () => START_MS });
    await ledger.setPolicy({ account: "agent", policy: daily("10"), by: "owner" });
    expect(await authorize(ledger, undefined, payment("a", "6"))).toMatchObject({ outcome: "approved" });
    expect(await authorize(ledger, undefined, payment("b", "6"))).toMatchObject({ outcome: "denied" });
    expect(await ledger.verifyHistory("agent")).toMatchObject({ history: "intact", records: 3 });
    await configure({ appendfsync: "everysec" });
    expect(await codeOf({}, speaking)).toBe("not_durable");
  } finally {
    speaking.destroy();
  }
});

describe("replicas", () => {
  test("one is refused itself, and its master until the caller accepts a failover's loss", async () => {
    const replica = await startRedis({ replicaof: `127.0.0.1 ${server.port}` });
    const other = await createClient({ url: `redis://127.0.0.1:${replica.port}` }).connect();
    try {
      await expect.poll(() => codeOf(), { timeout: 30_000 }).toBe("not_durable");
      expect(await codeOf({ accepts: ["unreplicated"] })).toBe("ok");
      expect(await codeOf({}, other)).toBe("read_only");
    } finally {
      other.destroy();
      await replica.remove();
    }
  });
});

describe("a name", () => {
  test.each(["", "{a}", "a#1", "a\n"])("%j is invalid", async (name) => {
    expect(await codeOf({ name })).toBe("invalid");
  });

  test("that something else uses is foreign", async () => {
    await server.cli("SET", "{cache}ledger", "something");
    await server.cli("LPUSH", "{queue}ledger", "something");
    for (const name of ["cache", "queue"]) expect(await codeOf({ name })).toBe("foreign");
  });

  test("of a newer version's ledger is refused", async () => {
    await server.cli("SET", "{newer}ledger", "spendrail 2 0");
    expect(await codeOf({ name: "newer" })).toBe("newer_version");
  });

  test.each([0, 1.5, 1025])("%j shards are invalid", async (shards) => {
    expect(await codeOf({ tenants: { shards, of: (account) => account } })).toBe("invalid");
  });
});

test("a client that is not connected, and one whose server is gone, cannot reach it", async () => {
  expect(await codeOf({}, createClient({ url }))).toBe("unavailable");
  const gone = await startRedis();
  const orphan = await createClient({ url: `redis://127.0.0.1:${gone.port}` })
    .on("error", () => undefined)
    .connect();
  await gone.remove();
  expect(await codeOf({ timeoutMs: 500 }, orphan)).toBe("unavailable");
  orphan.destroy();
});
