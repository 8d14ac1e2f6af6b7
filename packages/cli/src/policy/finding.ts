import type { PatchOperation } from "@spendrail/analysis";
import type { Severity, SourceRange, TextEdit } from "@spendrail/language";

/** A way out of a finding. */
export interface FindingFix {
  readonly title: string;
  /** What it does to what may be spent, where that is known; `--fix` applies those that are the `same`. */
  readonly effect?: "same" | "tightens" | "loosens";
  /** For a text: what to replace in it. */
  readonly edits?: readonly TextEdit[];
  /** For a JSON policy: RFC 6902 operations, in order. */
  readonly patch?: readonly PatchOperation[];
}

/** Another place that matters, such as the statement this one contradicts. */
export interface RelatedPlace {
  readonly range: SourceRange;
  readonly message?: string;
}

/** One thing to say about a file. `code` names a diagnostic, a lint rule, or what is wrong with a value. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly message: string;
  readonly range: SourceRange;
  readonly fixes?: readonly FindingFix[];
  readonly related?: readonly RelatedPlace[];
  /** Path of the page about the code, within the documentation. */
  readonly page?: string;
}
