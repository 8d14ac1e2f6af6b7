import type { StoreFailure, StoreFailureCode } from "@spendrail/ledger";

/** SQLSTATEs (PostgreSQL documentation, appendix A) that say more than that a statement failed. */
const CODES: Readonly<Record<string, StoreFailureCode>> = {
  "25006": "read_only",
  "3F000": "foreign",
  "40001": "busy",
  "40P01": "busy",
  "42710": "foreign",
  "42883": "foreign",
  "42P01": "foreign",
  "42P07": "foreign",
  "53100": "full",
  "55P03": "busy",
  "57014": "busy",
  XX001: "corrupt",
  XX002: "corrupt",
};

const REASONS: Readonly<Partial<Record<StoreFailureCode, string>>> = {
  busy: "others hold the same accounts for longer than the time-out",
  read_only: "the server takes no writes: it is a replica, or set to read-only",
  corrupt: "what is stored is damaged",
  full: "the server's disk is full",
  foreign: "the schema is not one of this version of the ledger",
};

/**
 * What a fault of a connection or a server means for the caller.
 *
 * @param what the part of the sentence before the reason
 */
export function failureOf(fault: unknown, what: string): StoreFailure {
  const code = fault instanceof SyntaxError ? "corrupt" : (CODES[sqlState(fault) ?? ""] ?? "unavailable");
  const detail = fault instanceof Error ? messageOf(fault) : String(fault);
  const reason = REASONS[code];
  return { code, message: `${what}: ${reason === undefined ? detail : `${reason} (${detail})`}.` };
}

/**
 * Whether the server itself refused a statement, and so has written nothing. Where it ends the connection instead, or the
 * connection is lost, a statement that was sent may have been carried out.
 */
export function isRefusal(fault: unknown): boolean {
  const state = sqlState(fault);
  if (state === undefined) return false;
  return (fault as { severity?: unknown }).severity === "ERROR" || REFUSALS.test(state);
}

/** States that never end a connection: the word for the severity is in the server's language. */
const REFUSALS = /^(?:22|23|42|54|SP)...$|^(?:25006|3F000|40001|40P01|55P03|57014)$/;

/** The SQLSTATE with which the server answered; `undefined`: it did not. */
export function sqlState(fault: unknown): string | undefined {
  if (typeof fault !== "object" || fault === null || !("severity" in fault) || !("code" in fault)) return undefined;
  return typeof fault.code === "string" ? fault.code : undefined;
}

/** A refused connection to a name with several addresses has its messages one level down. */
function messageOf(fault: Error): string {
  return fault instanceof AggregateError ? fault.errors.map(String).join(", ") : fault.message;
}
