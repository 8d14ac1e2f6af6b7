import type { Decision, SpendingPolicy } from "@spendrail/model";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.js";
import { denied } from "./decide.js";
import type { Facts, Needs, SpendFacts, SpendHistory, Total } from "./facts.js";
import { evaluateFast } from "./fast/decide-fast.js";
import { internalError } from "./judge/judge.js";
import type { Account, EngineOptions } from "./options.js";

/** What a payment is judged against besides the policy. */
export interface EvaluationContext {
  /** The account's captured spends. Absent: none. */
  history?: SpendHistory;
  account?: Account;
  /** Ignored for a policy that is compiled already. */
  options?: EngineOptions;
}

/**
 * Decides one payment under one policy: fetches the facts that are needed from the history, then judges.
 *
 * @param policy a policy, or one that `compilePolicy` prepared, which saves preparing it for every payment
 * @param payment any value; one that is not a well-formed payment is denied `payment_invalid`
 * @returns the decision. Never throws, and changes neither its arguments nor the history: a caller that goes on to make
 * the payment records it afterwards.
 */
export function evaluate(
  policy: SpendingPolicy | CompiledPolicy,
  payment: unknown,
  { history, account, options }: EvaluationContext = {},
): Decision {
  const compiled = isCompiled(policy) ? policy : compilePolicy(policy, options);
  const { fast, needs, decide } = compiled;
  if (fast !== undefined && fast.needs === needs && fast.decide === decide) {
    const decision = evaluateFast(fast.plan, payment, history, account);
    if (decision !== undefined) return decision;
  }
  try {
    return compiled.decide(payment, factsOf(compiled.needs(payment), history, account));
  } catch (fault) {
    return denied(compiled.digest, "amount", internalError(fault));
  }
}

export function isCompiled(policy: SpendingPolicy | CompiledPolicy): policy is CompiledPolicy {
  return typeof policy === "object" && policy !== null && "decide" in policy && typeof policy.decide === "function";
}

export function factsOf(needs: Needs, history: SpendHistory = NO_HISTORY, account: Account = {}): Facts {
  const lookup = (other: Needs) => history.facts(other);
  return { ...lookup(needs), ...account, lookup };
}

const NOTHING: Total = { money: 0n, amount: 0n, count: 0 };

const NO_HISTORY: SpendHistory = {
  facts: ({ merchant, totals }): SpendFacts => ({
    totals: totals.map(({ span }) => (span.type === "calendar" ? { ...NOTHING, resetsAtMs: span.endMs } : NOTHING)),
    ...(merchant === undefined ? {} : { knownMerchant: false }),
  }),
  partitions: () => [],
};
