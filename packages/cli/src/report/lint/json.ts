import type { LintOutput } from "../../output.js";
import type { LintReporter } from "./reporter.js";

/** One JSON document, described by `schema/lint.schema.json`. */
export function jsonReporter(): LintReporter {
  const files: LintOutput["files"][number][] = [];
  return {
    file({ source, findings, fixed }) {
      files.push({ file: source.name, fixed, findings });
      return "";
    },
    end: (summary, problems) =>
      `${JSON.stringify({ version: 1, files, problems, summary } satisfies LintOutput, null, 2)}\n`,
  };
}
