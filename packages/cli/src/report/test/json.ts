import type { TestOutput } from "../../output.js";
import type { Suite } from "../../testing/run-suites.js";

/** One JSON document, described by `schema/test.schema.json`. */
export function jsonTests(suites: readonly Suite[]): string {
  const policies = suites.map(({ policyFile, findings, results, coverage, mutation }) => ({
    policy: policyFile,
    findings,
    tests: results.map(({ test: { name, line }, file, decision, mismatches }) => ({
      name,
      file,
      line,
      passed: mismatches.length === 0,
      mismatches,
      decision,
    })),
    coverage,
    ...(mutation && { mutation }),
  }));
  return `${JSON.stringify({ version: 1, policies } satisfies TestOutput, null, 2)}\n`;
}
