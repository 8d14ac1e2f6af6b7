import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import type { TortureServer } from "../torture/torture-server.ts";
import { freePort } from "./free-port.ts";

const execute = promisify(execFile);

/** A Redis server of its own for a test, on loopback. */
export interface RedisServer {
  readonly port: number;
  /** Runs `redis-cli` against it, and answers what that prints. */
  cli(...args: readonly string[]): Promise<string>;
  /** Kills it: nothing is saved that was not on its way to the disk. Answers when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port, and answers when it takes commands. */
  start(): Promise<void>;
  /** Kills it and removes its data. */
  remove(): Promise<void>;
}

/** Three masters that share the slots evenly. */
export interface RedisTestCluster {
  readonly masters: readonly RedisServer[];
  remove(): Promise<void>;
}

/** What a ledger asks of a server: every answered write is on disk, and nothing is thrown away. */
const DURABLE = { save: "", appendonly: "yes", appendfsync: "always", "maxmemory-policy": "noeviction" };

/**
 * Starts a server in a folder of its own that keeps an append-only file and waits for the disk.
 *
 * @param settings of redis.conf, which may say otherwise
 */
export async function startRedis(settings: Readonly<Record<string, string>> = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const port = await freePort();
  const given = { bind: "127.0.0.1", port: `${port}`, dir: folder, ...DURABLE, ...settings };
  const options = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  let child: ChildProcess | undefined;

  const start = async () => {
    child = spawn("redis-server", options, { stdio: ["ignore", "pipe", "inherit"] });
    await ready(child);
  };
  const kill = async () => {
    const running = child;
    child = undefined;
    if (running === undefined) return;
    const gone = once(running, "exit");
    running.kill("SIGKILL");
    await gone;
  };
  process.once("exit", () => child?.kill("SIGKILL"));
  await start();
  return {
    port,
    cli: async (...args) => (await execute("redis-cli", ["-h", "127.0.0.1", "-p", `${port}`, ...args])).stdout.trim(),
    start,
    kill,
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const SLOTS = 16_384;

/** Starts a Redis Cluster of three masters without replicas. */
export async function startRedisCluster(): Promise<RedisTestCluster> {
  const masters = await Promise.all(
    [1, 2, 3].map(async () =>
      startRedis({ "cluster-enabled": "yes", "cluster-port": `${await freePort()}`, "cluster-node-timeout": "5000" }),
    ),
  );
  const [first] = masters as [RedisServer];
  const busPort = await first.cli("CONFIG", "GET", "cluster-port");
  const share = Math.ceil(SLOTS / masters.length);
  for (const [index, master] of masters.entries()) {
    const last = Math.min(SLOTS, (index + 1) * share) - 1;
    await master.cli("CLUSTER", "ADDSLOTSRANGE", `${index * share}`, `${last}`);
    await master.cli("CLUSTER", "SET-CONFIG-EPOCH", `${index + 1}`);
    if (master !== first) {
      await master.cli("CLUSTER", "MEET", "127.0.0.1", `${first.port}`, busPort.split("\n").at(-1) ?? "");
    }
  }
  for (const master of masters) await agreed(master, masters.length);
  return {
    masters,
    async remove() {
      await Promise.all(masters.map((master) => master.remove()));
    },
  };
}

/** A server with an empty ledger, that is killed, loses its connections, or forgets its functions. */
export async function startTortureServer(): Promise<TortureServer> {
  const server = await startRedis();
  return {
    config: { port: server.port },
    async disturb({ nth }) {
      if (nth % 3 === 1) await server.cli("CLIENT", "KILL", "TYPE", "normal");
      else if (nth % 3 === 2) await server.cli("SCRIPT", "FLUSH");
      else {
        await server.kill();
        await server.start();
      }
    },
    stop: () => server.remove(),
  };
}

/** Answers when a master knows the others and all slots are served. */
async function agreed(master: RedisServer, count: number): Promise<void> {
  for (;;) {
    const info = await master.cli("CLUSTER", "INFO");
    if (info.includes("cluster_state:ok") && info.includes(`cluster_known_nodes:${count}`)) return;
    await pause(20);
  }
}

/** Answers when the server says that it takes connections; fails with what it said when it ends before that. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      if (said.includes("Ready to accept connections")) resolve();
    });
    child.once("error", (fault: NodeJS.ErrnoException) =>
      reject(
        fault.code === "ENOENT" ? new Error("Redis is not installed. With apt: apt-get install redis-server") : fault,
      ),
    );
    child.once("close", () => reject(new Error(`Redis did not start: ${said}`)));
  });
}
