import { checkPolicy, type Decision, type Issue, readPayment, type SpendingPolicy } from "@spendrail/model";
import { type CompiledRules, compileRules } from "./compile/compile.js";
import { decideCase, denied, invalidPayment } from "./decide.js";
import type { Facts, Needs } from "./facts.js";
import { decideFast } from "./fast/decide-fast.js";
import { type FastPlan, planOf } from "./fast/plan.js";
import { internalError } from "./judge/judge.js";
import { needsOf } from "./needs.js";
import type { EngineOptions } from "./options.js";

/**
 * A policy prepared for deciding any number of payments. It holds no state: nothing that it is asked changes what it
 * answers later.
 */
export interface CompiledPolicy {
  /** The canonical form of the policy; `undefined` when it is not valid. */
  readonly policy: SpendingPolicy | undefined;
  /** `sha256:…` of the policy's canonical JSON; the empty string when it is not valid. */
  readonly digest: string;
  /** What makes the policy invalid; empty for a valid one. An invalid policy denies every payment `internal_error`. */
  readonly issues: readonly Issue[];
  /** The prepared rules, for this package's own functions. */
  readonly rules: CompiledRules | undefined;
  /** The fast path of this very policy, for this package's own functions. */
  readonly fast?: FastPath;
  /** The facts to fetch before `decide`; for a malformed payment, or under an invalid policy, none. */
  needs(payment: unknown): Needs;
  /**
   * Judges one payment: pure and synchronous, and never throws. A payment that is not well formed is denied
   * `payment_invalid`; facts that do not answer `needs(payment)` and any internal fault are denied `internal_error`.
   */
  decide(payment: unknown, facts: Facts): Decision;
}

/**
 * Prepares a policy.
 *
 * @param policy what `readPolicy` or `parsePolicy` returned. Values that merely are not canonical are taken for what they
 * mean; a policy that is invalid in any other way, or options that are, give a compiled policy that denies everything and
 * says why in `issues`.
 */
export function compilePolicy(policy: SpendingPolicy, options: EngineOptions = {}): CompiledPolicy {
  const { policy: canonical, issues } = checkPolicy(
    policy,
    options.categories === undefined ? {} : { categories: options.categories },
  );
  if (canonical === undefined) return failClosed(issues);
  try {
    return compiled(compileRules(canonical, options));
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    return failClosed([{ code: "malformed", path: "options", message: `The options cannot be used: ${reason}.` }]);
  }
}

/** What `evaluate` may take instead of `needs` and `decide`, as long as these are those that were prepared with it. */
export interface FastPath {
  readonly plan: FastPlan;
  readonly needs: CompiledPolicy["needs"];
  readonly decide: CompiledPolicy["decide"];
}

function compiled(rules: CompiledRules): CompiledPolicy {
  const plan = planOf(rules);
  const policy: Omit<CompiledPolicy, "fast"> = {
    policy: rules.policy,
    digest: rules.digest,
    issues: [],
    rules,
    needs(payment) {
      const reading = readPayment(payment);
      return reading.ok ? needsOf(rules, rules.read(reading.payment)) : NO_NEEDS;
    },
    decide(payment, facts) {
      const decision = plan === undefined ? undefined : decideFast(plan, payment, facts);
      if (decision !== undefined) return decision;
      const reading = readPayment(payment);
      return reading.ok
        ? decideCase({ rules, payment: reading.payment, facts })
        : invalidPayment(rules.digest, reading.issues);
    },
  };
  return plan === undefined ? policy : { ...policy, fast: { plan, needs: policy.needs, decide: policy.decide } };
}

const NO_NEEDS: Needs = { account: "", atMs: 0, totals: [] };

function failClosed(issues: readonly Issue[]): CompiledPolicy {
  const first = issues[0];
  const reason = new Error(`the policy is not valid: ${first?.path}: ${first?.message}`);
  return {
    policy: undefined,
    digest: "",
    issues,
    rules: undefined,
    needs: () => NO_NEEDS,
    decide: () => denied("", "amount", internalError(reason)),
  };
}
