import type { Account, CompiledPolicy } from "@spendrail/engine";
import type { Decision, SpendingPolicy } from "@spendrail/model";
import type { Failed, LedgerError } from "../failure.js";
import { flag, object, optional, type Shape, shaped, text } from "../request.js";
import type { Spend, SpendView } from "../spend/spend.js";
import { approvalIdOf, viewOf } from "../spend/view.js";

/** What became of a payment. */
export type Authorization =
  | { readonly outcome: "approved"; readonly hold: SpendView; readonly decision: Decision }
  | {
      readonly outcome: "pending_approval";
      readonly hold: SpendView;
      readonly approvalId: string;
      readonly decision: Decision;
    }
  | { readonly outcome: "denied"; readonly decision: Decision }
  /** Nothing was decided; see `error.money` for whether anything may be held. */
  | { readonly outcome: "failed"; readonly error: LedgerError };

/** What a payment is judged against besides the policies on the ledger. */
export interface AuthorizationContext {
  /** One more policy for the payment's account, beside those that `setPolicy` put in force. */
  readonly policy?: SpendingPolicy | CompiledPolicy;
  /**
   * The balance that the caller knows of, less what is held already: the ledger knows of none, and verifies none that is not
   * stated. And whether the caller has frozen the account.
   */
  readonly account?: Account;
}

export const ACCOUNT: Shape<Account> = { balance: optional(text), frozen: optional(flag) };
export const CONTEXT: Shape<AuthorizationContext> = { policy: optional(object), account: optional(shaped(ACCOUNT)) };

/** The first answer to a payment, made again from what it was. */
export function authorizationOf(spend: Spend, atMs: number): Authorization {
  const { decision, payment } = spend;
  if (decision.outcome === "deny") return { outcome: "denied", decision };
  const first: Spend = {
    ...spend,
    held: payment.amount,
    captured: "0",
    refunded: "0",
    expiresAtMs: spend.firstExpiresAtMs,
    approvals: [],
  };
  if (decision.outcome === "approve")
    return { outcome: "approved", hold: viewOf({ ...first, state: "held" }, atMs), decision };
  const hold = viewOf({ ...first, state: "pending", approvers: decision.approvers ?? 1 }, atMs);
  return { outcome: "pending_approval", hold, approvalId: approvalIdOf(spend), decision };
}

/** A payment that was not decided. */
export function failure({ error }: Failed): Authorization {
  return { outcome: "failed", error };
}
