import { type JunitSuite, junitReport } from "../junit.js";
import type { LintReporter } from "./reporter.js";

/** A suite a file, with a failed case for each finding that is more than a note; a file without one passes. */
export function junitReporter(): LintReporter {
  const suites: JunitSuite[] = [];
  return {
    file({ source, findings }) {
      const failures = findings
        .filter(({ severity }) => severity !== "info")
        .map(({ code, message, range }) => ({
          name: `${code} (${range.line}:${range.column})`,
          failure: { message, details: `${source.name}:${range.line}:${range.column}: ${message}` },
        }));
      suites.push({ name: source.name, cases: failures.length === 0 ? [{ name: "lint" }] : failures });
      return "";
    },
    end(_, problems) {
      const unread = problems.map((problem) => ({ name: "read", failure: { message: problem, details: problem } }));
      return junitReport(unread.length === 0 ? suites : [...suites, { name: "files", cases: unread }]);
    },
  };
}
