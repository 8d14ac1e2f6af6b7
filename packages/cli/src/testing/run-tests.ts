import { compilePolicy, createMemoryHistory, type EngineOptions, evaluate } from "@spendrail/engine";
import type { Decision, SpendingPolicy } from "@spendrail/model";
import type { Mismatch } from "../output.js";
import type { PolicyTest, TestFile } from "./test-file.js";

const COMPARED = ["outcome", "code", "rule", "approvers"] as const;

export interface TestResult {
  readonly test: PolicyTest;
  readonly decision: Decision;
  /** Empty where the test passes. */
  readonly mismatches: readonly Mismatch[];
}

/** Runs every test of a file against its policy. */
export function runTests({ tests }: TestFile, policy: SpendingPolicy, options: EngineOptions): TestResult[] {
  const compiled = compilePolicy(policy, options);
  return tests.map((test) => {
    const history = createMemoryHistory();
    for (const spend of test.history) history.record(spend);
    const decision = evaluate(compiled, test.payment, { history, account: test.account });
    return { test, decision, mismatches: mismatchesOf(test, decision) };
  });
}

function mismatchesOf({ expect }: PolicyTest, decision: Decision): Mismatch[] {
  return COMPARED.flatMap((key) => {
    if (expect[key] === undefined || expect[key] === decision[key]) return [];
    return { key, expected: shown(key, expect[key]), got: shown(key, decision[key]) };
  });
}

function shown(key: Mismatch["key"], value: string | number | undefined): string {
  if (value === undefined) return "none";
  return key === "rule" ? String(Number(value) + 1) : String(value);
}

/** Which rules of a policy tests have decided; an alert decides nothing, so its warning counts. */
export function decidedRules(results: readonly TestResult[]): Set<number> {
  return new Set(
    results.flatMap(({ decision: { rule, warnings = [] } }) => [
      ...(rule === undefined ? [] : [rule]),
      ...warnings.map((warning) => warning.rule),
    ]),
  );
}
