import { type Rule, readPolicy, type SpendingPolicy } from "@spendrail/model";
import { figureMutations } from "./mutations/figures.js";
import { selectorMutations } from "./mutations/selectors.js";
import { timeMutations } from "./mutations/times.js";

/** One small change to a policy: what somebody could get wrong in it. Plain data. */
export interface Mutant {
  /** An English noun phrase: what is changed, with the figures before and after. */
  change: string;
  /** Index into `policy.rules` of the rule that is changed; absent where it is the policy's own validity. */
  rule?: number;
  policy: SpendingPolicy;
}

/** A changed rule, and what was changed. */
export interface Mutation {
  readonly change: string;
  readonly rule: Rule;
}

/**
 * Every mutant of a policy: each rule dropped; each figure one step up and down (a minor unit of the currency, a payment,
 * a hundredth of a drift score, an approver); each bound inclusive instead of exclusive and the other way round; each
 * window, schedule and validity longer and shorter; each entry of a selector removed. Changes that do not give a valid
 * policy, or the same one, are left out.
 */
export function mutantsOf(policy: SpendingPolicy): Mutant[] {
  const found: Mutant[] = [];
  const seen = new Set([JSON.stringify(policy)]);
  const add = (change: string, mutated: SpendingPolicy, rule?: number): void => {
    const reading = readPolicy(mutated);
    if (!reading.ok) return;
    const key = JSON.stringify(reading.policy);
    if (seen.has(key)) return;
    seen.add(key);
    found.push({ change, ...(rule === undefined ? {} : { rule }), policy: reading.policy });
  };
  for (const [index, rule] of policy.rules.entries()) {
    if (rule.kind === "alert") continue;
    add(`the ${rule.kind} rule dropped`, { ...policy, rules: policy.rules.toSpliced(index, 1) }, index);
    const mutations = [...figureMutations(rule, policy.currency), ...timeMutations(rule), ...selectorMutations(rule)];
    for (const { change, rule: mutated } of mutations) {
      add(change, { ...policy, rules: policy.rules.with(index, mutated) }, index);
    }
  }
  for (const { change, policy: mutated } of validityMutations(policy)) add(change, mutated);
  return found;
}

function validityMutations(policy: SpendingPolicy): { change: string; policy: SpendingPolicy }[] {
  return (["validFrom", "validUntil"] as const)
    .filter((key) => policy[key] !== undefined)
    .map((key) => {
      const { [key]: dropped, ...rest } = policy;
      return { change: `${key} of the policy (${dropped}) dropped`, policy: rest };
    });
}
