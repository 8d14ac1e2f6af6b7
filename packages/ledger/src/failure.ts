/**
 * Why a store could not answer.
 *
 * - `busy`: locked by others past the time-out. Nothing was written.
 * - `full`: no space is left. Nothing was written.
 * - `corrupt`: what is stored cannot be read. Nothing was written.
 * - `foreign`: the file or schema is not a ledger's.
 * - `newer_version`: written by a newer version of this software, which is needed to open it.
 * - `older_version`: not brought up to this version yet, where that is a step of its own.
 * - `read_only`: the file or server takes no writes. Nothing was written.
 * - `unavailable`: the store cannot be reached. Nothing was written.
 * - `unknown_outcome`: the connection was lost after the step was sent: it was applied whole or not at all. Asking again with
 *   the same ids tells which, and never applies it twice.
 * - `apart`: the store keeps the accounts apart, so that they cannot be read or changed in one step. Nothing was written.
 * - `closed`: the ledger was closed. Nothing was written.
 */
export type StoreFailureCode =
  | "busy"
  | "full"
  | "corrupt"
  | "foreign"
  | "newer_version"
  | "older_version"
  | "read_only"
  | "unavailable"
  | "unknown_outcome"
  | "apart"
  | "closed";

export interface StoreFailure {
  readonly code: StoreFailureCode;
  /** One English sentence. */
  readonly message: string;
}

/**
 * Why a step of the ledger was not taken, besides the store's own failures.
 *
 * - `invalid`: an argument is malformed.
 * - `id_conflict`: the id was used before with other content.
 * - `not_found`: there is no such spend, approval or policy version.
 * - `wrong_state`: the spend or approval is past this step, such as a capture of a voided hold.
 * - `over_hold`: a capture of more than what is held.
 * - `over_captured`: a refund of more than what was captured and not refunded.
 * - `cycle`: an account would be its own ancestor.
 * - `not_delivered`: the handler of an event threw; the event is handed over again next time.
 * - `contended`: others changed the same totals at every try. Trying again may succeed.
 */
export type LedgerErrorCode =
  | StoreFailureCode
  | "invalid"
  | "id_conflict"
  | "not_found"
  | "wrong_state"
  | "over_hold"
  | "over_captured"
  | "cycle"
  | "not_delivered"
  | "contended";

/** A step that was not taken. Plain data. */
export interface LedgerError {
  readonly code: LedgerErrorCode;
  /** One English sentence that says what happened. */
  readonly message: string;
  /**
   * The state of the money: as before the call, or not known: after `unknown_outcome` as before or as asked for, after a sweep
   * of expired holds that stopped half-way as the message says.
   */
  readonly money: "unchanged" | "unknown";
}

export type Failed = { readonly ok: false; readonly error: LedgerError };

export function failed(code: LedgerErrorCode, message: string): Failed {
  return { ok: false, error: { code, message, money: code === "unknown_outcome" ? "unknown" : "unchanged" } };
}

export function storeFailed({ code, message }: StoreFailure): Failed {
  return failed(code, message);
}
