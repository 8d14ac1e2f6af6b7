import type { Fix, Severity, SourceRange } from "spendrail";

/** One thing to say about a file. `code` names a diagnostic, a lint rule, or what is wrong with a value. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly message: string;
  readonly range: SourceRange;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly SourceRange[];
  /** Path of the page about the code, within the documentation. */
  readonly page?: string;
}
