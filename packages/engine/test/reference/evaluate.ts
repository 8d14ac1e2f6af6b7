import {
  type Amount,
  Decimal,
  type Decision,
  type Payment,
  readPayment,
  type SpendingPolicy,
  type TraceEntry,
} from "@spendrail/model";
import { attemptOf, judge } from "./judge.js";
import { remedyOf } from "./remedy.js";
import { momentOf, situationOf } from "./situation.js";
import { warningsOf } from "./warnings.js";

export interface ReferenceOptions {
  missing?: "deny";
  /** Units of the policy's currency for one unit of the currency. */
  rates?: Record<string, Amount>;
  explain?: "all";
}

export interface ReferenceContext {
  /** The spends in the order they were recorded, of any account. */
  history: readonly Payment[];
  account?: { balance?: Amount; frozen?: boolean };
  options?: ReferenceOptions;
}

/**
 * The decision on a payment, worked out in the plainest way: every total is summed up again over the whole history.
 * Slow, and the specification of the fast engine. `message` and `policyDigest` are empty, and the
 * trace has no notes.
 */
export function referenceEvaluate(policy: SpendingPolicy, payment: unknown, context: ReferenceContext): Decision {
  const reading = readPayment(payment);
  if (!reading.ok) {
    const trace: TraceEntry[] = [{ check: "amount", result: "fail" }];
    return { outcome: "deny", code: "payment_invalid", message: "", check: "amount", trace, policyDigest: "" };
  }
  const situation = situationOf(policy, reading.payment, context);
  const moment = momentOf(situation, situation.facts.atMs);
  const attempt = attemptOf(situation, new Decimal(reading.payment.amount));
  const { trace, decided } = judge(moment, attempt, context.options?.explain);
  const common = { message: "", trace, policyDigest: "" };
  const warnings = warningsOf(moment, attempt);
  const warned = warnings.length === 0 ? {} : { warnings };
  if (decided === undefined) return { outcome: "approve", code: "ok", check: "approval", ...common, ...warned };
  const { check, failure } = decided;
  if (failure.code === "approval_required")
    return { outcome: "require_approval", check, ...failure, ...common, ...warned };
  const remedy = remedyOf(moment, attempt, failure);
  return { outcome: "deny", check, ...failure, ...common, ...(remedy === undefined ? {} : { remedy }) };
}
