import type { Amount, Payment } from "@spendrail/model";
import type { Field } from "./field.js";

/** What the figures take for granted, one sentence each. */
export function assumptionsOf(
  { policy, isCoarse }: Field,
  inFlight: readonly Payment[],
  balance: Amount | undefined,
): string[] {
  const has = (kind: string) => policy.rules.some((rule) => rule.kind === kind);
  return [
    "One account, whose payments are decided one after the other in order of time, each with all earlier ones counted.",
    "Money leaves when it is authorised; nothing is refunded.",
    "What was spent before the period is not known: anchored windows may be open with nothing used of them.",
    inFlight.length === 0
      ? "Nothing is in flight: what was authorised before the period has left."
      : "All payments in flight leave in the period.",
    balance === undefined
      ? `The balance is not known, and ends nothing${has("reserve") ? "; reserves are not counted" : ""}.`
      : "Nothing is added to the balance, which does not hold what is in flight.",
    ...(has("approval")
      ? ["Without approval: nobody approves anything, and payments carry no fee, as thresholds do not count fees."]
      : []),
    ...(has("drift") ? ["The agent states the drift score that suits it."] : []),
    ...(isCoarse
      ? [
          "The policy tells more kinds of payments apart than can be gone through: only rules without a selector are counted.",
        ]
      : []),
  ];
}
