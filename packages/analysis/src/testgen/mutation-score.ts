import { compilePolicy, type EngineOptions } from "@spendrail/engine";
import type { Issue, SpendingPolicy } from "@spendrail/model";
import { type Mutant, mutantsOf } from "./mutant.js";
import { decideCase, isExpected, type PolicyCase } from "./policy-case.js";

/** How well cases tell a policy from its mutants. Plain data. */
export type MutationScore =
  | {
      readonly ok: true;
      readonly mutants: number;
      /** How many of them fail at least one case. */
      readonly killed: number;
      /** The others; some of them may mean the same as the policy. */
      readonly survivors: readonly Mutant[];
    }
  | {
      readonly ok: false;
      /** Of the policy. */
      readonly issues: readonly Issue[];
      /** The places, from 0, of cases that the policy itself fails; nothing can be said of mutants then. */
      readonly failing: readonly number[];
    };

export interface MutationScoreOptions {
  options?: EngineOptions;
  /** Told the number of mutants tried, and how many there are. */
  onProgress?: (done: number, all: number) => void;
}

/**
 * Runs cases under every mutant of a policy. A mutant is killed by a case whose outcome, code or number of approvers is
 * another than expected; which rule decides is not compared, as mutants number their rules otherwise.
 *
 * @returns `ok: false` for an invalid policy, and for cases that fail under the policy itself. Throws only what
 * `onProgress` throws.
 */
export function mutationScore(
  policy: SpendingPolicy,
  cases: readonly PolicyCase[],
  { options, onProgress }: MutationScoreOptions = {},
): MutationScore {
  const compiled = compilePolicy(policy, options);
  if (compiled.policy === undefined) return { ok: false, issues: compiled.issues, failing: [] };
  const failing = [...cases.keys()].filter((index) => {
    const each = cases[index] as PolicyCase;
    return !isExpected(decideCase(compiled, each), each);
  });
  if (failing.length > 0) return { ok: false, issues: [], failing };
  const mutants = mutantsOf(compiled.policy);
  const survivors = mutants.filter((mutant, index) => {
    const survives = !isKilled(mutant, cases, options);
    onProgress?.(index + 1, mutants.length);
    return survives;
  });
  return { ok: true, mutants: mutants.length, killed: mutants.length - survivors.length, survivors };
}

function isKilled({ policy }: Mutant, cases: readonly PolicyCase[], options: EngineOptions | undefined): boolean {
  const compiled = compilePolicy(policy, options);
  return cases.some((each) => kills(decideCase(compiled, each), each));
}

/** Whether a mutant's decision shows that it is not the policy. */
export function kills(decision: ReturnType<typeof decideCase>, each: PolicyCase): boolean {
  const { rule: _, ...expect } = each.expect;
  return !isExpected(decision, { ...each, expect });
}
