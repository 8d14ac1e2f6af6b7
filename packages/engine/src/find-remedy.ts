import { type Remedy, readPayment } from "@spendrail/model";
import type { CompiledPolicy } from "./compile-policy.js";
import type { Facts, Needs, SpendFacts } from "./facts.js";
import { contextOf } from "./judge/context.js";
import { judge } from "./judge/judge.js";
import { needsOf } from "./needs.js";
import { remedyLater } from "./remedy/remedy.js";

/**
 * The remedy of a denial for a history that has to be waited for: the same that `decide` gives with a `lookup` that answers
 * at once.
 *
 * @param facts those on which the policy denied the payment
 * @param lookup the facts for other needs of the same account, as if nothing else were spent until then; `undefined` ends
 * the search for that part of the remedy. A search asks about as often as there are binary digits in the longest sliding
 * window in milliseconds.
 * @returns an empty remedy when the policy does not deny the payment, when nothing would pass, and when the facts cannot be
 * judged. Never rejects.
 */
export async function findRemedy(
  { rules }: CompiledPolicy,
  payment: unknown,
  facts: Facts,
  lookup: (needs: Needs) => Promise<SpendFacts | undefined>,
): Promise<Remedy> {
  const reading = readPayment(payment);
  if (rules === undefined || !reading.ok) return {};
  try {
    const subject = rules.read(reading.payment);
    const context = contextOf(rules, subject, needsOf(rules, subject), facts);
    const { finding } = judge(context);
    if (finding === undefined || finding.code === "approval_required") return {};
    return await remedyLater({ rules, payment: reading.payment, facts }, context, finding, lookup);
  } catch {
    return {};
  }
}
