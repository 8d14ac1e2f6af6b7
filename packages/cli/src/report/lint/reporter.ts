import type { FileReport } from "../../lint/lint-file.js";
import type { LintSummary } from "../../output.js";

/** A file that was linted. */
export type LintedFile = Extract<FileReport, { ok: true }>;

/** A form of output. What it gives back is printed at once, so that a long run shows how far it is. */
export interface LintReporter {
  file(report: LintedFile): string;
  end(summary: LintSummary, problems: readonly string[]): string;
}
