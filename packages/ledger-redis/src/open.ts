import type { RedisClient, RedisCluster } from "./client.js";
import { isConnected, send } from "./client.js";
import { failureOf } from "./failure-of.js";
import { Functions, inTime } from "./functions.js";
import { RedisStore } from "./redis-store.js";
import { type Refusal, refusalOf, type Statements } from "./settings.js";
import { Shards, type Tenants } from "./shards.js";

export interface RedisOptions extends Statements {
  /** The ledger's name: several ledgers share a server under different ones. No braces, number signs or control characters. Default: `spendrail`. */
  readonly name?: string;
  /** Spreads accounts over the slots of a cluster. Absent: the whole ledger lies in one slot, and so on one server. */
  readonly tenants?: Tenants;
  /** How long to wait for an answer, in milliseconds. Default: 5000. */
  readonly timeoutMs?: number;
}

/** A store, or why there is none. Nothing of the ledger was changed. */
export type RedisOpening =
  | { readonly ok: true; readonly value: RedisStore }
  | { readonly ok: false; readonly failure: Refusal };

/** The version of the data that this software writes. */
const VERSION = 1;

/**
 * Makes a ledger's store of a connected client, after a look at how the servers keep their data. The caller's client stays the
 * caller's: it is neither opened nor closed here.
 *
 * Refused: `not_durable`, `evicting`, `unverified`, `too_old`, `read_only` (a replica), `unavailable` (not connected, no answer),
 * `foreign` (the name is used by something else, or with other shards), `newer_version`, `invalid` options. Never throws.
 */
export async function openRedisStore(
  client: RedisClient | RedisCluster,
  options: RedisOptions = {},
): Promise<RedisOpening> {
  const { name = "spendrail", tenants, timeoutMs = 5000 } = options;
  const wrong = faultOf(name, tenants?.shards ?? 1);
  if (wrong !== undefined) return refused("invalid", wrong);
  if (!isConnected(client)) return refused("unavailable", "Redis cannot be reached: the client is not connected.");
  const refusal = (await refusalOf(client, options, timeoutMs)) ?? (await claim(client, name, tenants, timeoutMs));
  if (refusal !== undefined) return { ok: false, failure: refusal };
  const shards = new Shards(name, tenants);
  return { ok: true, value: new RedisStore(new Functions(client, shards, timeoutMs), shards) };
}

function faultOf(name: string, shards: number): string | undefined {
  if (!/^[^{}#\p{Cc}]+$/u.test(name))
    return `"${name}" is no name of a ledger: it is empty, or has braces, number signs or control characters.`;
  if (!Number.isInteger(shards) || shards < 1 || shards > 1024) return `A ledger has 1 to 1024 shards, not ${shards}.`;
  return undefined;
}

/** Marks the name as a ledger's of this version and number of shards, or finds it marked. */
async function claim(
  client: RedisClient | RedisCluster,
  name: string,
  tenants: Tenants | undefined,
  timeoutMs: number,
): Promise<Refusal | undefined> {
  const key = `{${name}}ledger`;
  const own = `spendrail ${VERSION} ${tenants?.shards ?? 0}`;
  try {
    await inTime(send(client, key, ["SET", key, own, "NX"]), timeoutMs);
    const found = String(await inTime(send(client, key, ["GET", key]), timeoutMs));
    if (found === own) return undefined;
    const [, version, shards] = /^spendrail (\d+) (\d+)$/.exec(found) ?? [];
    if (version === undefined) return { code: "foreign", message: `The key "${key}" is not a ledger's.` };
    if (Number(version) > VERSION) {
      return {
        code: "newer_version",
        message: `The ledger "${name}" was written by a newer version of this software.`,
      };
    }
    const said = (count: string | number | undefined) =>
      Number(count) === 0 ? "no tenants" : `${count} shards of tenants`;
    return { code: "foreign", message: `The ledger "${name}" has ${said(shards)}, not ${said(tenants?.shards ?? 0)}.` };
  } catch (fault) {
    const failure = failureOf(fault, "unavailable");
    return failure.code === "corrupt" ? { code: "foreign", message: `The key "${key}" is not a ledger's.` } : failure;
  }
}

function refused(code: Refusal["code"], message: string): RedisOpening {
  return { ok: false, failure: { code, message } };
}
