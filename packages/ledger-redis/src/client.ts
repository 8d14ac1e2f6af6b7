/**
 * A connected client of the npm package `redis`, version 6: what `createClient(…)` made. The ledger
 * neither opens nor closes it.
 */
export interface RedisClient {
  readonly isReady: boolean;
  sendCommand(args: readonly string[], options?: CommandOptions): Promise<unknown>;
}

/** A connected client of a Redis Cluster: what `createCluster(…)` of the npm package `redis` made. */
export interface RedisCluster {
  readonly isOpen: boolean;
  readonly masters: readonly unknown[];
  nodeClient(node: never): unknown;
  sendCommand(
    firstKey: string | undefined,
    isReadonly: boolean | undefined,
    args: string[],
    options?: CommandOptions,
  ): Promise<unknown>;
}

interface CommandOptions {
  /** None: answers are text, whatever the client was made with. */
  readonly typeMapping: Readonly<Record<never, never>>;
  /** None: the client would make an abort signal for each command, and the ledger has a time-out of its own. */
  readonly timeout: 0;
}

/** How the ledger sends every command. */
export const PLAIN: CommandOptions = { typeMapping: {}, timeout: 0 };

export function isCluster(client: RedisClient | RedisCluster): client is RedisCluster {
  return "masters" in client && "nodeClient" in client;
}

/** Whether a command would be sent at once. */
export function isConnected(client: RedisClient | RedisCluster): boolean {
  return isCluster(client) ? client.isOpen : client.isReady;
}

/** Sends a command to the server that keeps a key. Rejects as the client does. */
export function send(client: RedisClient | RedisCluster, key: string, args: string[]): Promise<unknown> {
  return isCluster(client) ? client.sendCommand(key, false, args, PLAIN) : client.sendCommand(args, PLAIN);
}

/** A client for each server that takes writes. */
export async function mastersOf(client: RedisClient | RedisCluster): Promise<RedisClient[]> {
  if (!isCluster(client)) return [client];
  return Promise.all(client.masters.map(async (node) => (await client.nodeClient(node as never)) as RedisClient));
}
