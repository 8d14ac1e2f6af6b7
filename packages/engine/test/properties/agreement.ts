import { isDeepStrictEqual } from "node:util";
import { compilePolicy, evaluate } from "@spendrail/engine";
import type { Decision } from "@spendrail/model";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { referenceEvaluate } from "../reference/evaluate.js";
import { contextOf, scenarios } from "../support/index.js";
import { LONG_MS, runs, SEED } from "./runs.js";

/** Payments for one policy and history, so that preparing these does not take most of the time. */
const PAYMENTS = 8;

/**
 * Half of the comparison of the engine with the reference; each half has its file, as files run side by side.
 *
 * @param half 0 or 1, added to the seed
 */
export function testAgreement(half: number): void {
  const seed = SEED + half;
  const agrees = fc.property(scenarios(PAYMENTS), (cases) => {
    const [first] = cases;
    const compiled = compilePolicy(first!.policy, first!.options);
    const known = contextOf(first!);
    for (const { policy, payment, ...context } of cases) {
      const fast = comparable(evaluate(compiled, payment, known));
      const reference = comparable(referenceEvaluate(policy, payment, context));
      // Vitest compares slowly and explains well.
      if (!isDeepStrictEqual(fast, reference)) expect(fast).toEqual(reference);
    }
  });
  const test = () => fc.assert(agrees, { ...runs(0.5 / PAYMENTS), seed });
  it(
    `the engine decides as the reference does: outcome, figures, remedy, warnings, trace; seed ${seed}`,
    test,
    LONG_MS,
  );
}

/** A decision without its words, which the reference leaves to the engine. */
function comparable({ message: _, policyDigest: __, trace, ...decision }: Decision): object {
  return { ...decision, trace: trace.map(({ check, result }) => `${check} ${result}`) };
}
