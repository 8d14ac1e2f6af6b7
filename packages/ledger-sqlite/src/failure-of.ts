import type { StoreFailure, StoreFailureCode } from "@spendrail/ledger";

/** Primary result codes of SQLite (sqlite.org/rescode.html) that say more than that a statement failed. */
const CODES: Readonly<Record<number, StoreFailureCode>> = {
  5: "busy",
  6: "busy",
  8: "read_only",
  11: "corrupt",
  13: "full",
  26: "foreign",
};

const REASONS: Readonly<Partial<Record<StoreFailureCode, string>>> = {
  busy: "another process holds it for longer than the time-out",
  read_only: "it takes no writes",
  corrupt: "its contents are damaged",
  full: "no space is left",
  foreign: "it is not a SQLite database",
};

/**
 * What a thrown fault means for the caller.
 *
 * @param what the part of the sentence before the reason
 */
export function failureOf(fault: unknown, what: string): StoreFailure {
  const code = codeOf(fault);
  const detail = fault instanceof Error ? fault.message : String(fault);
  const reason = REASONS[code];
  return { code, message: `${what}: ${reason === undefined ? detail : `${reason} (${detail})`}.` };
}

function codeOf(fault: unknown): StoreFailureCode {
  if (fault instanceof SyntaxError) return "corrupt";
  if (typeof fault !== "object" || fault === null || !("errcode" in fault)) return "unavailable";
  return CODES[Number(fault.errcode) & 0xff] ?? "unavailable";
}
