import type { Suite } from "../../testing/run-suites.js";
import { type JunitCase, junitReport } from "../junit.js";

/** A suite a policy, a case a test; a policy with errors is a suite of failed cases. */
export function junitTests(suites: readonly Suite[]): string {
  return junitReport(
    suites.map((suite) => ({ name: suite.policyFile, cases: [...brokenCases(suite), ...testCases(suite)] })),
  );
}

function brokenCases({ findings, policyFile }: Suite): JunitCase[] {
  return findings.map(({ code, message, range }) => ({
    name: `${code} (${range.line}:${range.column})`,
    failure: { message, details: `${policyFile}:${range.line}:${range.column}: ${message}` },
  }));
}

function testCases({ results }: Suite): JunitCase[] {
  return results.map(({ test: { name, line }, decision, mismatches, file }) => {
    if (mismatches.length === 0) return { name };
    const differences = mismatches.map(({ key, expected, got }) => `${key}: expected ${expected}, got ${got}`);
    return {
      name,
      failure: {
        message: differences.join("; "),
        details: `${file}:${line}\n${differences.join("\n")}\n${decision.message}`,
      },
    };
  });
}
