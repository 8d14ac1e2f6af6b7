import { type CompiledPolicy, compilePolicy, type EngineOptions } from "@spendrail/engine";
import type { Issue, Rule, SpendingPolicy } from "@spendrail/model";
import { type Difference, findDifference } from "../witness/find-difference.js";
import { type Mutant, mutantsOf } from "./mutant.js";
import { kills } from "./mutation-score.js";
import { decideCase, type PolicyCase } from "./policy-case.js";
import { smallestCover } from "./smallest-cover.js";

/** Cases that pass under a policy and fail under its mutants. Plain data. */
export type GeneratedTests =
  | {
      readonly ok: true;
      readonly cases: readonly PolicyCase[];
      /** How many mutants the policy has. */
      readonly mutants: number;
      /** How many of them fail at least one of the cases. */
      readonly killed: number;
      /** The others: no payment was found on which they differ from the policy. */
      readonly survivors: readonly Mutant[];
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export interface GenerateTestsOptions {
  options?: EngineOptions;
  /** Told the number of mutants done, and how many there are. */
  onProgress?: (done: number, all: number) => void;
}

/**
 * The smallest set of cases that was found to kill every mutant of a policy for which there is a payment that tells it
 * from the policy. Each case is decided by the real evaluator; none of them can be left out.
 *
 * @returns `ok: false` with the issues of an invalid policy. Throws only what `onProgress` throws.
 */
export function generateTests(
  policy: SpendingPolicy,
  { options = {}, onProgress }: GenerateTestsOptions = {},
): GeneratedTests {
  const compiled = compilePolicy(policy, options);
  if (compiled.policy === undefined) return { ok: false, issues: compiled.issues };
  const canonical = compiled.policy;
  const mutants = mutantsOf(canonical).map((mutant) => ({ mutant, compiled: compilePolicy(mutant.policy, options) }));
  const candidates = mutants.flatMap(({ mutant, compiled: mutated }, index) => {
    const difference = findDifference(compiled, mutated, focusOf(mutant, canonical), options);
    onProgress?.(index + 1, mutants.length);
    return difference === undefined ? [] : [caseOf(difference, mutant)];
  });
  const reached = candidates.map((each) => killedBy(each, mutants));
  const killed = new Set(reached.flatMap((each) => [...each]));
  return {
    ok: true,
    cases: smallestCover(reached).map((index) => candidates[index] as PolicyCase),
    mutants: mutants.length,
    killed: killed.size,
    survivors: mutants.filter((_, index) => !killed.has(index)).map(({ mutant }) => mutant),
  };
}

/** The rule that a mutant changes, before and after. */
function focusOf({ policy: mutated, rule }: Mutant, policy: SpendingPolicy): Rule[] {
  if (rule === undefined) return [];
  const after = mutated.rules.length === policy.rules.length ? mutated.rules[rule] : undefined;
  return [policy.rules[rule], after].filter((each) => each !== undefined);
}

function caseOf({ account, before, history, payment }: Difference, { change, rule }: Mutant): PolicyCase {
  const where = rule === undefined ? "" : ` in rule ${rule + 1}`;
  return {
    name: `${VERBS[before.outcome]}; catches ${change}${where}`,
    history,
    ...(account === undefined ? {} : { account }),
    payment,
    expect: {
      outcome: before.outcome,
      code: before.code,
      ...(before.rule === undefined ? {} : { rule: before.rule }),
      ...(before.approvers === undefined ? {} : { approvers: before.approvers }),
    },
  };
}

const VERBS = { approve: "approves", require_approval: "requires approval", deny: "denies" } as const;

function killedBy(each: PolicyCase, mutants: readonly { compiled: CompiledPolicy }[]): ReadonlySet<number> {
  return new Set([...mutants.keys()].filter((index) => kills(decideCase(mutants[index]!.compiled, each), each)));
}
