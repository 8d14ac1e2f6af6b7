import type { Decision, SpendingPolicy } from "@spendrail/model";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.js";
import { denied } from "./decide.js";
import { type EvaluationContext, evaluate, isCompiled } from "./evaluate.js";
import type { Facts, Needs } from "./facts.js";
import { internalError } from "./judge/judge.js";
import type { EngineOptions } from "./options.js";

/** The decision of several policies: that of the policy which decided, and every policy's own. */
export interface CombinedDecision extends Decision {
  /** Index of the policy that decided. */
  policy: number;
  /** One for each policy, in the same order. */
  decisions: Decision[];
}

/** Several policies over one payment, such as an organisation's, a team's and an agent's. */
export interface CombinedPolicy {
  readonly policies: readonly CompiledPolicy[];
  /** The facts each policy needs, in the same order. */
  needs(payment: unknown): Needs[];
  /** @param facts those of each policy, in the same order; a missing one denies `internal_error` */
  decide(payment: unknown, facts: readonly Facts[]): CombinedDecision;
  /** @param contexts one for all policies, or one for each in the same order */
  evaluate(payment: unknown, contexts?: EvaluationContext | readonly EvaluationContext[]): CombinedDecision;
}

/**
 * Puts several policies over every payment. Each must approve: the first denial in the order of the policies decides;
 * without one, the first policy that asks for the most approvers; else the first policy. A remedy is that of the
 * deciding policy alone.
 *
 * @param policies at least one; none denies everything
 */
export function combine(
  policies: readonly (SpendingPolicy | CompiledPolicy)[],
  options: EngineOptions = {},
): CombinedPolicy {
  const compiled = policies.map((policy) => (isCompiled(policy) ? policy : compilePolicy(policy, options)));
  const judge = <Given>(given: readonly Given[], decide: (policy: CompiledPolicy, one: Given) => Decision) =>
    combined(
      compiled.map((policy, index) => {
        const one = given[index];
        return one === undefined ? nothingGiven(policy, index) : decide(policy, one);
      }),
    );
  return {
    policies: compiled,
    needs: (payment) => compiled.map((policy) => policy.needs(payment)),
    decide: (payment, facts) => judge(facts, (policy, one) => policy.decide(payment, one)),
    evaluate(payment, contexts = {}) {
      const given = isOneContext(contexts) ? compiled.map(() => contexts) : contexts;
      return judge(given, (policy, context) => evaluate(policy, payment, context));
    },
  };
}

function isOneContext(contexts: EvaluationContext | readonly EvaluationContext[]): contexts is EvaluationContext {
  return !Array.isArray(contexts);
}

function nothingGiven({ digest }: CompiledPolicy, index: number): Decision {
  return denied(digest, "amount", internalError(new Error(`nothing is given for policy ${index}`)));
}

function combined(decisions: Decision[]): CombinedDecision {
  const denial = decisions.findIndex(({ outcome }) => outcome === "deny");
  const policy = denial >= 0 ? denial : mostApprovers(decisions);
  const decision = decisions[policy] ?? denied("", "amount", internalError(new Error("there is no policy")));
  return { ...decision, policy, decisions };
}

/** The first decision that asks for the most approvers; 0 when none asks for any. */
function mostApprovers(decisions: readonly Decision[]): number {
  const approvers = decisions.map((decision) => decision.approvers ?? 0);
  return Math.max(0, approvers.indexOf(Math.max(...approvers)));
}
