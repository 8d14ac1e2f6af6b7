import type { StoreFailureCode } from "@spendrail/ledger";
import { mastersOf, PLAIN, type RedisClient, type RedisCluster } from "./client.js";
import { failureOf } from "./failure-of.js";
import { inTime } from "./functions.js";

/**
 * Money that was held and may be forgotten: a payment is approved, and its hold is lost, so that the same money can be spent again.
 *
 * - `last_second`: what was answered in the last second or two before a server's crash (`appendfsync everysec`).
 * - `unsaved`: all since the last snapshot, or since the server's start (`appendonly no`, or `appendfsync no`).
 * - `unreplicated`: what a master answered and its replica had not received when that took over (any replica at all).
 */
export type Loss = "last_second" | "unsaved" | "unreplicated";

/** What the caller says about servers on which the ledger runs. */
export interface Statements {
  /** The losses that the caller accepts. Default: none. */
  readonly accepts?: readonly Loss[];
  /** The servers' `appendfsync`, used where a server does not tell: managed Redis often forbids `CONFIG`. */
  readonly appendfsync?: "always" | "everysec" | "no";
}

/**
 * Why a server is refused, besides the store's own failures.
 *
 * - `evicting`: with its `maxmemory-policy` it would throw holds away when its memory is used up.
 * - `not_durable`: it may forget what it answered, and the caller does not accept that loss.
 * - `unverified`: it does not tell how it keeps its data, and neither does the caller.
 * - `too_old`: a version before 7.0.
 * - `invalid`: the options are.
 */
export type RefusalCode = StoreFailureCode | "invalid" | "evicting" | "not_durable" | "unverified" | "too_old";

export interface Refusal {
  readonly code: RefusalCode;
  /** One English sentence. */
  readonly message: string;
}

/** Checks every server that takes writes. @returns why one is refused */
export async function refusalOf(
  client: RedisClient | RedisCluster,
  statements: Statements,
  timeoutMs: number,
): Promise<Refusal | undefined> {
  try {
    for (const master of await inTime(mastersOf(client), timeoutMs)) {
      const refusal = judge(await inTime(settingsOf(master), timeoutMs), statements);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  } catch (fault) {
    return failureOf(fault, "unavailable");
  }
}

/** What a server says about itself. */
interface Settings {
  /** Fields of `INFO`. */
  readonly info: ReadonlyMap<string, string>;
  /** Absent: the server does not tell. */
  readonly appendfsync: string | undefined;
}

async function settingsOf(server: RedisClient): Promise<Settings> {
  const text = String(await server.sendCommand(["INFO"], PLAIN));
  const lines = text.split("\r\n").map((line) => line.split(":", 2) as [string, string]);
  return { info: new Map(lines), appendfsync: await configOf(server, "appendfsync") };
}

/** A setting; `undefined` where the server does not tell. */
async function configOf(server: RedisClient, name: string): Promise<string | undefined> {
  try {
    const reply = await server.sendCommand(["CONFIG", "GET", name], PLAIN);
    // An array in version 2 of the protocol, a map in version 3.
    const value = Array.isArray(reply) ? reply[1] : (reply as Record<string, unknown>)[name];
    return typeof value === "string" ? value : undefined;
  } catch (fault) {
    if (fault instanceof Error && /^(NOPERM|ERR) /.test(fault.message)) return undefined;
    throw fault;
  }
}

function judge({ info, appendfsync }: Settings, statements: Statements): Refusal | undefined {
  const version = info.get("redis_version") ?? "";
  if (Number.parseInt(version, 10) < 7) {
    return { code: "too_old", message: `Redis ${version} is too old: the ledger needs 7.0 or later.` };
  }
  if (info.get("role") !== "master") {
    return { code: "read_only", message: "The server is a replica, and takes no writes: connect to its master." };
  }
  if (info.get("loading") === "1") return { code: "unavailable", message: "Redis is reading its data." };
  const policy = info.get("maxmemory_policy");
  if (policy === undefined) {
    return { code: "unverified", message: "The server does not tell its maxmemory-policy (INFO memory)." };
  }
  if (policy !== "noeviction") {
    return {
      code: "evicting",
      message: `The server would throw holds away: its maxmemory-policy is ${policy}, not noeviction.`,
    };
  }
  return judgeDurability(info, appendfsync, statements);
}

function judgeDurability(
  info: Settings["info"],
  told: string | undefined,
  { accepts = [], appendfsync: stated }: Statements,
): Refusal | undefined {
  const appendfsync = told ?? stated;
  const isAppending = info.get("aof_enabled") === "1";
  if (isAppending && appendfsync === undefined && !accepts.includes("unsaved")) {
    const message =
      "The server does not tell its appendfsync (CONFIG is forbidden): state it as the option `appendfsync`.";
    return { code: "unverified", message };
  }
  const refused = (loss: Loss, why: string): Refusal | undefined => {
    if (accepts.includes(loss) || (loss === "last_second" && accepts.includes("unsaved"))) return undefined;
    return {
      code: "not_durable",
      message: `Held money may be forgotten: ${why}. Accept the loss "${loss}", or change the server.`,
    };
  };
  const replicas = Number(info.get("connected_slaves") ?? 0);
  return (
    (isAppending ? undefined : refused("unsaved", "the server's appendonly is no")) ??
    (isAppending && appendfsync === "no" ? refused("unsaved", "the server's appendfsync is no") : undefined) ??
    (isAppending && appendfsync === "everysec"
      ? refused("last_second", "the server's appendfsync is everysec")
      : undefined) ??
    (replicas === 0
      ? undefined
      : refused("unreplicated", `one of ${replicas} replicas may take over without the last steps`))
  );
}
