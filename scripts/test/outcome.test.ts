import { expect, test } from "vitest";
import { closingLine, outcomeOf, type VitestReport } from "../testing/outcome.js";

const fine = { status: "passed", assertionResults: [{ status: "passed" }] };
const oneFailed = { status: "failed", assertionResults: [{ status: "passed" }, { status: "failed" }] };
const notLoaded = { status: "failed", assertionResults: [] };

test.each<[string, Partial<VitestReport>, string]>([
  ["all pass", { numPassedTests: 2, testResults: [fine, fine] }, "2 passed, 0 failed"],
  ["one fails", { numPassedTests: 1, numFailedTests: 1, testResults: [oneFailed] }, "1 passed, 1 failed"],
  ["a file cannot be loaded", { numPassedTests: 1, testResults: [fine, notLoaded] }, "1 passed, 1 failed"],
  ["some are skipped", { numPassedTests: 1, numPendingTests: 2, numTodoTests: 1 }, "1 passed, 0 failed, 3 skipped"],
])("when %s the closing line counts them", (_case, counts, line) => {
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  expect(closingLine(outcomeOf({ ...none, ...counts }))).toBe(line);
});
