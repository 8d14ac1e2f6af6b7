import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TortureServer } from "../torture/torture-server.ts";
import { freePort } from "./free-port.ts";

/** A PostgreSQL server of its own for a test, on loopback. Whoever may connect is superuser. */
export interface PostgresServer {
  /** How `pg` connects. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  /** Stops it: `SIGKILL` of the server's process, or the modes of `pg_ctl stop`. Answers when every process of it is gone. */
  stop(how: "SIGKILL" | "immediate" | "fast"): Promise<void>;
  /** Runs psql, such as `["-c", "SELECT 1"]`; throws when it fails. */
  psql(args: readonly string[]): void;
  /** Starts it again on the same data and port, and answers when it takes connections; a standby takes no writes. */
  start(as?: "primary" | "standby"): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/** The user the server runs as, because it refuses to be root. */
const USER = "postgres";

/**
 * Starts a server in a folder of its own. It does not wait for the disk, which only a crash of the machine would show.
 *
 * @param settings of postgresql.conf
 */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  const programs = programsFolder();
  const owner = ownerOfServer();
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const run = { ...owner, cwd: folder, env: { LC_ALL: "C" } };
  const initdb = ["-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(programs, "initdb"), initdb, { ...run, stdio: ["ignore", "ignore", "inherit"] });
  const port = await freePort();
  const given = {
    listen_addresses: "127.0.0.1",
    port: `${port}`,
    unix_socket_directories: "",
    fsync: "off",
    ...settings,
  };
  const options = Object.entries(given).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  let child: ChildProcess | undefined;
  let guard: ChildProcess | undefined;

  const start = async (as: "primary" | "standby" = "primary") => {
    const signal = join(data, "standby.signal");
    if (as === "standby") writeFileSync(signal, "");
    else rmSync(signal, { force: true });
    child = spawn(join(programs, "postgres"), ["-D", data, ...options], {
      ...run,
      stdio: ["ignore", "ignore", "pipe"],
    });
    guard = guardOf(child, folder);
    await ready(child);
  };
  const stop = async (how: "SIGKILL" | "immediate" | "fast") => {
    const running = child;
    child = undefined;
    if (running === undefined) return;
    guard?.kill();
    // Its other processes hold on to the pipe until they end.
    const closed = once(running, "close");
    if (how === "SIGKILL") running.kill("SIGKILL");
    else spawnSync(join(programs, "pg_ctl"), ["stop", "-D", data, "-m", how, "-W"], run);
    await closed;
  };
  await start();
  const connection = { host: "127.0.0.1", port, user: USER, database: "postgres" };
  return {
    connection,
    psql(args) {
      const { host, user, database } = connection;
      const to = ["-h", host, "-p", `${port}`, "-U", user, "-d", database, "-v", "ON_ERROR_STOP=1", "-X", "-q"];
      execFileSync(join(programs, "psql"), [...to, ...args], { stdio: ["ignore", "ignore", "inherit"] });
    },
    start,
    stop,
    async remove() {
      await stop("immediate");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function programsFolder(): string {
  const [newest] = globSync("/usr/lib/postgresql/*/bin").sort().reverse();
  if (newest === undefined) throw new Error("PostgreSQL is not installed. With apt: apt-get install postgresql");
  return newest;
}

function ownerOfServer(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (option: string) => Number(execFileSync("id", [option, USER], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** Ends the server and removes its data when this process ends in whatever way, which closes the guard's input. */
function guardOf({ pid }: ChildProcess, folder: string): ChildProcess {
  const script = `read _; kill -QUIT ${pid}; while kill -0 ${pid}; do sleep 0.1; done; rm -rf "${folder}"`;
  return spawn("sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"] });
}

/** Answers when the server says that it takes connections; fails with what it said when it ends before that. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += chunk;
      if (/ready to accept (read-only )?connections/.test(said)) resolve();
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}

const MIGRATION = fileURLToPath(
  new URL("../../../packages/ledger-postgres/migrations/0001_ledger.sql", import.meta.url),
);
const CUT_CONNECTIONS = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;

/** A server with an empty ledger, that is killed, stopped at once, or loses its connections. */
export async function startTortureServer(): Promise<TortureServer> {
  const server = await startPostgres();
  server.psql(["-1", "-c", "CREATE SCHEMA spendrail", "-c", "SET search_path TO spendrail", "-f", MIGRATION]);
  return {
    config: server.connection,
    async disturb({ nth }) {
      if (nth % 3 === 2) return server.psql(["-c", CUT_CONNECTIONS]);
      await server.stop(nth % 3 === 0 ? "SIGKILL" : "immediate");
      await server.start();
    },
    stop: () => server.remove(),
  };
}
