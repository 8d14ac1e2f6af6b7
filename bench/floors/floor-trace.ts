import { BLOCKED_MCCS, MERCHANTS, type PlainPayment, type PlainTotals, SCOPES } from "./plain.ts";

export interface TracedResult {
  outcome: "approve" | "require_approval" | "deny";
  code: string;
  check: string;
  trace: { check: string; result: "pass" | "fail" }[];
}

/** The ten checks of policy P on plain numbers, with a fresh result that says what each check found; no figures, no words. */
export function floorTrace(payment: PlainPayment, totals: PlainTotals, balance: number): TracedResult {
  const { amount } = payment;
  const trace: TracedResult["trace"] = [];
  if (!(amount > 0)) return failed(trace, "amount", "amount_must_be_positive");
  trace.push({ check: "amount", result: "pass" });
  if (!SCOPES.has(payment.scope)) return failed(trace, "scope", "scope_not_allowed");
  trace.push({ check: "scope", result: "pass" });
  if (BLOCKED_MCCS.has(payment.mcc)) return failed(trace, "mcc", "merchant_category_blocked");
  trace.push({ check: "mcc", result: "pass" });
  if (amount > 50) return failed(trace, "per_transaction", "per_transaction_limit");
  trace.push({ check: "per_transaction", result: "pass" });
  if (totals.total + amount > 100_000) return failed(trace, "total", "total_limit_exceeded");
  trace.push({ check: "total", result: "pass" });
  if (totals.day + amount > 500 || totals.week + amount > 2000 || totals.month + amount > 8000) {
    return failed(trace, "windows", "window_limit_exceeded");
  }
  trace.push({ check: "windows", result: "pass" });
  if (amount > balance) return failed(trace, "balance", "insufficient_balance");
  trace.push({ check: "balance", result: "pass" });
  if (!MERCHANTS.has(payment.merchant)) return failed(trace, "merchant", "merchant_not_allowlisted");
  trace.push({ check: "merchant", result: "pass" });
  if (payment.driftScore > 0.5) return failed(trace, "drift", "goal_drift_exceeded");
  trace.push({ check: "drift", result: "pass" });
  if (amount > 40) {
    trace.push({ check: "approval", result: "fail" });
    return { outcome: "require_approval", code: "approval_required", check: "approval", trace };
  }
  trace.push({ check: "approval", result: "pass" });
  return { outcome: "approve", code: "ok", check: "approval", trace };
}

function failed(trace: TracedResult["trace"], check: string, code: string): TracedResult {
  trace.push({ check, result: "fail" });
  return { outcome: "deny", code, check, trace };
}
