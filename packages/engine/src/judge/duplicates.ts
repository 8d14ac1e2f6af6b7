import { payeeOf } from "../compile/selection.js";
import { durationPhrase } from "../message.js";
import type { Context } from "./context.js";
import { fail, type Unverified, type Verdict } from "./verdict.js";

/** A payment to the same payee for the same amount within a duplicate rule's trailing duration. */
export function judgeDuplicates(context: Context): Verdict {
  const { payment, currency } = context.subject;
  const notes: Unverified[] = [];
  for (const duplicate of context.rules.ofKind("duplicate")) {
    const match = context.applies(duplicate);
    if (match === "no") continue;
    if (match === "unverified" || payeeOf(context.subject) === undefined) {
      notes.push({ rule: duplicate.index, note: `duplicate in rule ${duplicate.index} not verified` });
    } else if (context.totalsOf(duplicate).some(({ count }) => count > 0)) {
      const payee = payment.merchant ?? payment.recipient;
      const within = durationPhrase(duplicate.rule.within);
      const message = `A payment of ${payment.amount} ${currency} to '${payee}' was already made within ${within}`;
      return fail({ code: "duplicate_payment", message, rule: duplicate.index });
    }
  }
  return { result: "pass", notes };
}
