import { type CompiledPolicy, compilePolicy, type EngineOptions, type Needs } from "@spendrail/engine";
import type { Decision, Issue, Payment, SpendingPolicy } from "@spendrail/model";
import { RollingHistory } from "./rolling-history.js";

/** What one payment was decided, and the totals it was decided on. */
export interface Judged {
  readonly decision: Decision;
  readonly needs: Needs;
  readonly facts: ReturnType<RollingHistory["facts"]>;
}

/**
 * One policy judging payments in order of time, each on what it let through before. A payment that needs approval counts
 * as approved by a human.
 */
export class PolicyRun {
  readonly compiled: CompiledPolicy;
  readonly #accounts = new Map<string, RollingHistory>();

  constructor(policy: SpendingPolicy, options?: EngineOptions) {
    this.compiled = compilePolicy(policy, options);
  }

  get issues(): readonly Issue[] {
    return this.compiled.issues;
  }

  judge(payment: Payment): Judged {
    const needs = this.compiled.needs(payment);
    const history = this.#historyOf(payment.account);
    const facts = history.facts(needs);
    const decision = this.compiled.decide(payment, facts);
    if (decision.outcome !== "deny") history.record(payment, needs);
    return { decision, needs, facts };
  }

  #historyOf(account: string): RollingHistory {
    const known = this.#accounts.get(account);
    if (known !== undefined) return known;
    const fresh = new RollingHistory();
    this.#accounts.set(account, fresh);
    return fresh;
  }
}
