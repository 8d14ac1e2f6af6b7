import { type Issue, type Payment, parseInstant, readPayment, toUnits } from "@spendrail/model";

/** What is wrong with a policy, or with one spend of a history. Plain data. */
export interface HistoryIssue extends Issue {
  /** The spend's place in the history, from 1; absent when the policy is meant. */
  readonly line?: number;
}

/** Reading stops after this many problems. */
export const MOST_ISSUES = 100;

/** A spend of a history, in canonical form, and its instant. */
export interface HistorySpend {
  readonly payment: Payment;
  readonly atMs: number;
}

export type SpendReading =
  | { readonly ok: true; readonly spend: HistorySpend }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads one spend of a history that goes forward in time; `afterMs` is the instant of the spend before it. */
export function readSpend(value: unknown, afterMs: number): SpendReading {
  const reading = readPayment(value);
  if (!reading.ok) return reading;
  const { payment } = reading;
  const atMs = parseInstant(payment.at) as number;
  const issues = spendIssues(payment, atMs < afterMs);
  return issues.length === 0 ? { ok: true, spend: { payment, atMs } } : { ok: false, issues };
}

function spendIssues({ amount, fee = "0" }: Payment, isEarlier: boolean): Issue[] {
  const issue = (path: string, message: string): Issue => ({ code: "out_of_range", path, message });
  return [
    ...(toUnits(amount) > 0n ? [] : [issue("amount", `A spend is above zero, and this amount is ${amount}.`)]),
    ...(toUnits(fee) >= 0n ? [] : [issue("fee", `A fee is not below zero, and this one is ${fee}.`)]),
    ...(isEarlier ? [issue("at", "This spend is earlier than the one before it. Sort the history by time.")] : []),
  ];
}
