import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
  /** Starts it again on the same data and port, and answers when it takes connections. */
  start(): Promise<void>;
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
  const run = { ...owner, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C" } };
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

  const start = async () => {
    child = spawn(join(programs, "postgres"), ["-D", data, ...options], {
      ...run,
      stdio: ["ignore", "ignore", "pipe"],
    });
    await ready(child);
  };
  const stop = async (how: "SIGKILL" | "immediate" | "fast") => {
    const running = child;
    child = undefined;
    if (running === undefined) return;
    // Its other processes hold on to the pipe until they end.
    const closed = once(running, "close");
    if (how === "SIGKILL") running.kill("SIGKILL");
    else spawnSync(join(programs, "pg_ctl"), ["stop", "-D", data, "-m", how, "-W"], run);
    await closed;
  };
  process.once("exit", () => child?.kill("SIGQUIT"));
  await start();
  return {
    connection: { host: "127.0.0.1", port, user: USER, database: "postgres" },
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("loopback has no ports");
  return address.port;
}

/** Answers when the server says that it takes connections; fails with what it said when it ends before that. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += chunk;
      if (said.includes("ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}
