import type { Amount, Decision, Payment, SpendingPolicy } from "@spendrail/model";

/**
 * - `pending`: held, and waiting for people.
 * - `held`: authorised; money is set aside.
 * - `captured`: settled; nothing is held any more.
 * - `voided`, `expired`, `rejected`: the hold was given back. What had been captured before stays captured.
 * - `denied`: nothing was ever held, or a pending hold was given back because the payment was denied in the end.
 */
export type SpendState = "pending" | "held" | "captured" | "voided" | "expired" | "rejected" | "denied";

/** A person's approval. */
export interface Approval {
  readonly approver: string;
  readonly at: string;
}

/** A step that was taken, so that repeating it gives the same answer. */
export interface TakenStep {
  /** What the caller asked for, to tell a repetition from another step with the same id. */
  readonly content: string;
  /** The spend as it was after the step. */
  readonly answer: Pick<Spend, "state" | "held" | "captured" | "refunded" | "reopened" | "expiresAtMs">;
}

/** Everything a ledger keeps of one payment. Amounts are in the payment's currency. */
export interface Spend {
  /** In canonical form, as it was stated. */
  readonly payment: Payment;
  /** The currency of a payment that states neither currency nor token: that of the first policy it was judged under. */
  readonly currency?: string;
  /** The account and its ancestors when it was authorised or, with people, approved: where the spend is counted. */
  readonly path: readonly string[];
  /** Those of the path that had captured a payment to the merchant before. */
  readonly knownTo: readonly string[];
  /** The policy the caller gave, which is judged by again when people approve. */
  readonly given?: SpendingPolicy;
  readonly decision: Decision;
  /** The decision by which it stopped waiting for people. */
  readonly lastDecision?: Decision;
  readonly state: SpendState;
  /** Still set aside; the fee is not part of it. */
  readonly held: Amount;
  readonly captured: Amount;
  readonly refunded: Amount;
  /** The part of `refunded` that was given back to windows too. */
  readonly reopened: Amount;
  readonly expiresAtMs: number;
  /** Of the first answer, which repeating the payment's id gives again. */
  readonly firstExpiresAtMs: number;
  /** Of the first answer, where approval made the spend count at a later instant. */
  readonly firstAtMs?: number;
  readonly approvers?: number;
  readonly approvals: readonly Approval[];
  readonly steps: Readonly<Record<string, TakenStep>>;
}

/** A spend as callers see it. */
export interface SpendView {
  readonly account: string;
  /** The payment's id. */
  readonly payment: string;
  readonly state: SpendState;
  /** The instant the spend counts at: the payment's, or a later one where the account had moved on. ISO 8601. */
  readonly at: string;
  /** What was authorised, in the payment's currency; the fee is kept beside it. */
  readonly amount: Amount;
  readonly held: Amount;
  readonly captured: Amount;
  readonly refunded: Amount;
  /** When what is still held expires. ISO 8601. */
  readonly expiresAt: string;
  /** Present while people have to approve, and after they did. */
  readonly approval?: { readonly id: string; readonly required: number; readonly approvals: readonly Approval[] };
}

/** The payment with its currency: it counts as the same money under every policy, on every account, at any later time. */
export function countedPayment({ payment, currency }: Pick<Spend, "payment" | "currency">): Payment {
  return currency === undefined ? payment : { ...payment, currency };
}
