/**
 * What the ledger uses of a connection pool: the `Pool` of `pg` version 8 is one, with whatever settings. A call borrows one
 * connection for one statement, and leaves nothing behind on it.
 */
export interface PostgresPool {
  connect(): Promise<PostgresConnection>;
  on(event: "error", listener: (fault: Error) => void): unknown;
  off(event: "error", listener: (fault: Error) => void): unknown;
}

/** A connection that was borrowed from a pool. */
export interface PostgresConnection {
  query(query: PostgresQuery): Promise<unknown>;
  /** @param destroy whether the connection is of no use any more */
  release(destroy?: boolean): void;
  on(event: "error", listener: (fault: Error) => void): unknown;
  off(event: "error", listener: (fault: Error) => void): unknown;
}

/** One message to the server, as `pg` takes it. */
export interface PostgresQuery {
  readonly text: string;
  readonly values?: string[];
  /** How long to wait for the answer, in milliseconds; absent: as the pool is set. */
  readonly query_timeout?: number;
}

/** For what is told in another way too. */
export function ignore(): void {}
