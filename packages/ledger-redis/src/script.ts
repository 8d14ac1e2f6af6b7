import { createHash } from "node:crypto";
import { type RedisClient, type RedisCluster, send } from "./client.js";

/** A Lua function that Redis runs whole, with nothing in between. */
export interface Script {
  readonly source: string;
  /** The lower-case hexadecimal SHA-1 of the source, by which Redis remembers it. */
  readonly digest: string;
  /** Redis refuses to write in a function that only reads. */
  readonly isReading: boolean;
}

/** A function that may write. */
export function writing(source: string): Script {
  return { source, digest: createHash("sha1").update(source).digest("hex"), isReading: false };
}

export function reading(source: string): Script {
  return { ...writing(source), isReading: true };
}

/**
 * Runs a function on a shard: one round trip, and a second one where the server does not know the function (any more). The
 * source takes part in no other call, so a server that forgets its functions costs time and nothing else.
 *
 * @param keys the shard's two keys, see `KEYS`
 */
export async function run(
  client: RedisClient | RedisCluster,
  { source, digest, isReading }: Script,
  keys: readonly [string, string],
  args: readonly string[],
): Promise<unknown> {
  const rest = ["2", ...keys, ...args];
  const suffix = isReading ? "_RO" : "";
  try {
    return await send(client, keys[0], [`EVALSHA${suffix}`, digest, ...rest]);
  } catch (fault) {
    if (!(fault instanceof Error) || !fault.message.startsWith("NOSCRIPT")) throw fault;
    return send(client, keys[0], [`EVAL${suffix}`, source, ...rest]);
  }
}
