import type { FileReport } from "../../lint/lint-file.js";

/** What a run came to. */
export interface LintSummary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly fixed: number;
}

/** A file that was linted. */
export type LintedFile = Extract<FileReport, { ok: true }>;

/** A form of output. What it gives back is printed at once, so that a long run shows how far it is. */
export interface LintReporter {
  file(report: LintedFile): string;
  end(summary: LintSummary, problems: readonly string[]): string;
}
