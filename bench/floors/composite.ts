import type { Payment } from "@spendrail/model";
import type { TracedResult } from "./floor-trace.ts";
import { BLOCKED_MCCS, MERCHANTS, SCOPES } from "./plain.ts";
import { centsOf, type RingHistory } from "./ring-history.ts";

/**
 * The ten checks of policy P as a careful hand would write them for it alone: reads the amount and the instant from
 * text, compares whole cents, and looks the windows up. Takes the rest of the payment on trust.
 */
export function composite(payment: Payment, history: RingHistory, balanceCents: number): TracedResult {
  const cents = centsOf(payment.amount);
  const atMs = Date.parse(payment.at);
  const trace: TracedResult["trace"] = [];
  if (!(cents > 0)) return failed(trace, "amount", "amount_must_be_positive");
  trace.push({ check: "amount", result: "pass" });
  if (!SCOPES.has(payment.scope ?? "")) return failed(trace, "scope", "scope_not_allowed");
  trace.push({ check: "scope", result: "pass" });
  if (BLOCKED_MCCS.has(payment.mcc ?? "")) return failed(trace, "mcc", "merchant_category_blocked");
  trace.push({ check: "mcc", result: "pass" });
  if (cents > 50_00) return failed(trace, "per_transaction", "per_transaction_limit");
  trace.push({ check: "per_transaction", result: "pass" });
  if (history.total + cents > 100_000_00) return failed(trace, "total", "total_limit_exceeded");
  trace.push({ check: "total", result: "pass" });
  const broken =
    history.spent(0, atMs) + cents > 500_00 ||
    history.spent(1, atMs) + cents > 2000_00 ||
    history.spent(2, atMs) + cents > 8000_00;
  if (broken) return failed(trace, "windows", "window_limit_exceeded");
  trace.push({ check: "windows", result: "pass" });
  if (cents > balanceCents) return failed(trace, "balance", "insufficient_balance");
  trace.push({ check: "balance", result: "pass" });
  if (!MERCHANTS.has(payment.merchant ?? "")) return failed(trace, "merchant", "merchant_not_allowlisted");
  trace.push({ check: "merchant", result: "pass" });
  if (Number(payment.driftScore ?? "0") > 0.5) return failed(trace, "drift", "goal_drift_exceeded");
  trace.push({ check: "drift", result: "pass" });
  if (cents > 40_00) {
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
