import type { LintSummary } from "../../output.js";
import type { Finding } from "../../policy/finding.js";
import type { Session } from "../../session.js";
import { visible } from "../../terminal/visible.js";
import { prettyFindings } from "../pretty.js";
import type { LintReporter } from "./reporter.js";

/** For people: each finding with its line, and a summary. */
export function prettyReporter({ style, columns }: Pick<Session, "style" | "columns">): LintReporter {
  return {
    file: ({ source, findings }) => prettyFindings(source, findings, style.out, columns),
    end: (summary) => {
      const words = `${summaryWords(summary)}\n`;
      if (summary.errors > 0) return style.out.error(words);
      return summary.warnings > 0 ? style.out.warning(words) : words;
    },
  };
}

/** One line a finding: `file:line:column: severity code message`. */
export const compactReporter: LintReporter = {
  file: ({ source, findings }) =>
    findings.map((finding) => `${visible(source.name)}:${compactFinding(finding)}\n`).join(""),
  end: () => "",
};

function compactFinding({ range, severity, code, message }: Finding): string {
  return `${range.line}:${range.column}: ${severity} ${code} ${visible(message)}`;
}

function summaryWords({ files, errors, warnings, infos, fixed }: LintSummary): string {
  const counts = [
    [errors, "error", "errors"],
    [warnings, "warning", "warnings"],
    [infos, "note", "notes"],
    [fixed, "fix applied", "fixes applied"],
  ] as const;
  const found = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  const of = `${files} ${files === 1 ? "policy" : "policies"}`;
  return `${found.length === 0 ? "No findings" : found.join(", ")} in ${of}.`;
}
