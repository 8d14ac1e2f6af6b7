import { REASON_CODES, type ReasonCode, readPolicy } from "@spendrail/model";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { referenceEvaluate } from "../reference/evaluate.js";
import { anyPolicy, anyScenario, everydayPolicy } from "../support/index.js";
import { LONG_MS, runs, SEED } from "./runs.js";

it(
  `generated policies are valid and canonical, seed ${SEED}`,
  () => {
    const law = fc.property(fc.oneof(anyPolicy(), everydayPolicy()), (policy) => {
      expect(readPolicy(policy)).toEqual({ ok: true, policy });
    });
    fc.assert(law, runs(0.05));
  },
  LONG_MS,
);

it(
  "generated scenarios reach every reason code but internal_error, each in one of 500 or more",
  () => {
    const scenarios = fc.sample(anyScenario(), { seed: 1, numRuns: 10_000 });
    const counts = new Map<ReasonCode, number>(REASON_CODES.map((code) => [code, 0]));
    for (const { policy, payment, ...context } of scenarios) {
      const { code } = referenceEvaluate(policy, payment, context);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    const rare = REASON_CODES.filter((code) => code !== "internal_error" && (counts.get(code) ?? 0) < 20);
    expect(rare).toEqual([]);
    expect(counts.get("internal_error")).toBe(0);
    expect(counts.get("ok")).toBeGreaterThan(3_000);
  },
  LONG_MS,
);
