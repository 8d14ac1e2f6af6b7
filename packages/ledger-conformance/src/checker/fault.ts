/**
 * What is wrong with a ledger.
 *
 * - `unreadable`: the store does not answer, or answers what cannot be read.
 * - `broken_chain`: a record was edited, moved, removed or put in.
 * - `order`: the positions of an account's records do not rise with their sequence.
 * - `lost`: a step that was acknowledged is not there.
 * - `contradicted`: a step was acknowledged as not taken, and was.
 * - `twice`: a step was taken more than once.
 * - `impossible`: a step that cannot follow what was before it, such as a capture of more than was held.
 * - `over_limit`: a limit was exceeded when a payment was held.
 * - `spend_differs`: a spend is not what its records tell.
 * - `failed`: a step was answered with a failure that nothing explains.
 * - `total_differs`: a running total is not the sum of its spends.
 */
export type FaultKind =
  | "unreadable"
  | "broken_chain"
  | "order"
  | "lost"
  | "contradicted"
  | "twice"
  | "impossible"
  | "over_limit"
  | "spend_differs"
  | "failed"
  | "total_differs";

/** One thing that is wrong with a ledger. Plain data. */
export interface Fault {
  readonly kind: FaultKind;
  readonly account: string;
  /** The payment's id, where it is about one. */
  readonly payment?: string;
  /** One English sentence. */
  readonly message: string;
}
