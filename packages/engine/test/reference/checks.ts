import type { CheckName } from "@spendrail/model";
import { balanceFailure, driftFailure } from "./check-account.js";
import { allBlocked, amountIsWrong, cannotSpendNow, closed } from "./check-amount.js";
import { approvalNeeded, uncountedApproval } from "./check-approval.js";
import { duplicated, exceeded } from "./check-limits.js";
import { blocked, merchantNotAllowed, railFailure } from "./check-lists.js";
import type { Check } from "./failure.js";
import { factMissing } from "./missing-facts.js";

/** The ten checks, each with its codes in the order of the table. */
export const CHECKS: Record<CheckName, Check> = {
  amount: (moment, attempt) => cannotSpendNow(moment) ?? closed(moment) ?? allBlocked(moment) ?? amountIsWrong(attempt),
  scope: (moment) => railFailure(moment) ?? factMissing("scope", moment),
  mcc: (moment) => blocked("mcc", "merchant_category_blocked", moment) ?? factMissing("mcc", moment),
  per_transaction: (moment, attempt) =>
    exceeded("per_transaction", "per_transaction_limit", ["limit"], moment, attempt) ??
    factMissing("per_transaction", moment),
  total: (moment, attempt) =>
    exceeded("total", "total_limit_exceeded", ["limit", "velocity"], moment, attempt) ?? factMissing("total", moment),
  windows: (moment, attempt) =>
    exceeded("windows", "window_limit_exceeded", ["limit"], moment, attempt) ??
    exceeded("windows", "velocity_limit_exceeded", ["velocity"], moment, attempt) ??
    duplicated(moment, attempt) ??
    factMissing("windows", moment),
  balance: balanceFailure,
  merchant: (moment, attempt) =>
    blocked("merchant", "merchant_blocked", moment) ??
    merchantNotAllowed(moment) ??
    exceeded("merchant", "merchant_limit_exceeded", ["limit", "velocity"], moment, attempt) ??
    factMissing("merchant", moment),
  drift: driftFailure,
  approval: (moment, attempt) =>
    uncountedApproval(moment, attempt) ?? factMissing("approval", moment) ?? approvalNeeded(moment, attempt),
};
