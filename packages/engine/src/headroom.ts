import { type Amount, type Payment, readPayment, type SpendingPolicy } from "@spendrail/model";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.js";
import { type EvaluationContext, factsOf, isCompiled } from "./evaluate.js";
import { contextOf } from "./judge/context.js";
import { needsOf } from "./needs.js";
import { largestAmount } from "./remedy/largest-amount.js";
import { search } from "./remedy/search.js";

/** A payment of which only the amount is open. */
export type PaymentShape = Omit<Payment, "amount">;

/**
 * The largest amount with which a payment of this shape would not be denied now, that is at the shape's `at`. Amounts
 * that would need approval count as passing.
 *
 * @returns the amount in the payment's own currency, at the precision of its token or currency; `"0"` when no amount
 * passes, also under an invalid policy or with a malformed shape; `"unlimited"` when nothing caps it. Never throws.
 */
export function headroom(
  policy: SpendingPolicy | CompiledPolicy,
  shape: PaymentShape,
  { history, account, options }: EvaluationContext = {},
): Amount | "unlimited" {
  const { rules } = isCompiled(policy) ? policy : compilePolicy(policy, options);
  const reading = readPayment({ ...shape, amount: "1" });
  if (rules === undefined || !reading.ok) return "0";
  const { payment } = reading;
  try {
    const subject = rules.read(payment);
    const needs = needsOf(rules, subject);
    const facts = factsOf(needs, history, account);
    const steps = largestAmount({ rules, payment, facts }, contextOf(rules, subject, needs, facts));
    const largest = search(steps, facts.lookup);
    return largest === undefined || largest === "none" ? "0" : largest;
  } catch {
    return "0";
  }
}
