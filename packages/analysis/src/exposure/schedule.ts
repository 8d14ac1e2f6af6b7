import type { Amount, Payment } from "@spendrail/model";

/** What a payment says besides its money, its time and its id. */
export type ScheduledFacts = Omit<Payment, "id" | "account" | "amount" | "fee" | "at">;

/** Several payments alike, one after the other at one instant. */
export interface ScheduledPayments {
  at: string;
  /** Of each payment, in the policy's currency. */
  amount: Amount;
  /** How many of them. */
  times: number;
  facts: ScheduledFacts;
}

/** The payments that take out the most, in order of time. All of them pass the evaluator when replayed. */
export interface AttackSchedule {
  /**
   * Before the period: payments that are authorised and then voided, so that their money does not leave; what stays is
   * that they opened an anchored window. Each is made once.
   */
  preparation: ScheduledPayments[];
  payments: ScheduledPayments[];
  /** What leaves: the sum of `payments`, and of the payments in flight. */
  total: Amount;
}
