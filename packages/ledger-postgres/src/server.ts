import type { Answer, StoreFailure } from "@spendrail/ledger";
import { failureOf, isRefusal, sqlState } from "./failure-of.js";
import { ignore, type PostgresConnection, type PostgresPool } from "./pool.js";
import { answerOf, identifier, literal } from "./sql.js";
import { versionQuery } from "./version.js";

/** What became of a statement. `isSent`: it may have reached the server. */
type Sent =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: unknown; readonly isSent: boolean };

/** What became of a call that writes. `isRefused`: the server refused it for what was asked, and wrote nothing. */
export type Written =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: StoreFailure; readonly isRefused: boolean };

export interface ServerOptions {
  /** The schema that holds the ledger. */
  readonly schema: string;
  /** How long to wait for a connection, and then for an answer, in milliseconds. */
  readonly timeoutMs: number;
}

/** Raised where the session's isolation level is another than `read committed`. */
const OTHER_ISOLATION = "SP001";

/**
 * Calls the functions of the ledger's schema, each in one round trip and a transaction of its own, on any connection of the
 * pool. Nothing is left behind on the connection: no prepared statement, no setting, no lock.
 */
export class Server {
  readonly #pool: PostgresPool;
  readonly #schema: string;
  readonly #timeoutMs: number;
  #setsIsolation = false;

  constructor(pool: PostgresPool, { schema, timeoutMs }: ServerOptions) {
    this.#pool = pool;
    this.#schema = identifier(schema);
    this.#timeoutMs = timeoutMs;
  }

  /** Calls a function that only reads. */
  read(name: string, request: unknown): Promise<Answer<unknown>> {
    return this.#ask(`SELECT ${this.#schema}.${name}($1) AS answer`, [JSON.stringify(request)]);
  }

  /** The version of the schema. */
  version(): Promise<Answer<unknown>> {
    return this.#ask(versionQuery(this.#schema));
  }

  async #ask(text: string, values?: string[]): Promise<Answer<unknown>> {
    const sent = await this.#send(text, values);
    if (sent.ok) return sent;
    return { ok: false, failure: failureOf(sent.fault, "The ledger's database cannot be read") };
  }

  /** Calls a function that writes, in `read committed`, whatever the default of the pool's sessions. */
  async write(name: string, request: unknown): Promise<Written> {
    const json = JSON.stringify(request);
    // Two statements in one message are one transaction; they cannot have parameters.
    const isolated = () =>
      this.#send(
        `SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SELECT ${this.#schema}.${name}(${literal(json)}) AS answer`,
      );
    const plain = () => this.#send(`SELECT ${this.#schema}.${name}($1) AS answer`, [json]);
    let sent = await (this.#setsIsolation ? isolated() : plain());
    if (!sent.ok && sqlState(sent.fault) === OTHER_ISOLATION) {
      this.#setsIsolation = true;
      sent = await isolated();
    }
    if (sent.ok) return sent;
    if (sent.isSent && !isRefusal(sent.fault)) {
      const { message } = failureOf(sent.fault, "The step was written whole or not at all");
      return { ok: false, failure: { code: "unknown_outcome", message }, isRefused: false };
    }
    const failure = failureOf(sent.fault, "Nothing was written to the ledger's database");
    return { ok: false, failure, isRefused: sent.isSent && failure.code === "unavailable" };
  }

  async #send(text: string, values?: string[]): Promise<Sent> {
    let connection: PostgresConnection;
    try {
      connection = await this.#connect();
    } catch (fault) {
      return { ok: false, fault, isSent: false };
    }
    // A connection that is lost rejects its query as well.
    connection.on("error", ignore);
    try {
      const query = { text, query_timeout: this.#timeoutMs };
      const result = await connection.query(values === undefined ? query : { ...query, values });
      connection.release();
      return { ok: true, value: answerOf(result) };
    } catch (fault) {
      connection.release(!isRefusal(fault));
      return { ok: false, fault, isSent: true };
    } finally {
      connection.off("error", ignore);
    }
  }

  /** A connection that comes after the time-out goes back to the pool. */
  #connect(): Promise<PostgresConnection> {
    const connecting = this.#pool.connect();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        connecting.then((connection) => connection.release(), ignore);
        reject(new Error(`no connection was free within ${this.#timeoutMs} ms`));
      }, this.#timeoutMs);
      connecting.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}
