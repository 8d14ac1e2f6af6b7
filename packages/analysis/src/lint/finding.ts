import type { Severity, SourceRange, TextEdit } from "@spendrail/language";

/** A place in a policy. */
export interface Place {
  /** JSON pointer (RFC 6901) into the policy, such as `/rules/3/max`; empty for the whole policy. */
  path: string;
  /** The same place in the text; absent when a JSON policy was linted. */
  range?: SourceRange;
}

/** A place that explains a finding, such as the limit that makes another one useless. */
export interface RelatedPlace extends Place {
  message: string;
}

/** One operation of JSON Patch (RFC 6902). */
export type PatchOperation = { op: "add" | "replace"; path: string; value: unknown } | { op: "remove"; path: string };

/**
 * What a fix does to what may be spent.
 *
 * - `same`: no decision gets another outcome, whatever is paid. It may be applied without asking.
 * - `tightens`: some payments that passed are denied or need approval; none passes that did not.
 * - `loosens`: some payments pass that did not. Only for a person to choose.
 */
export type FixEffect = "same" | "tightens" | "loosens";

/** A way out of a finding. Applied whole, it takes the finding away and leaves a policy that can be read. */
export interface LintFix {
  title: string;
  effect: FixEffect;
  /** For a policy in English: what to replace in the text that was linted. */
  edits?: TextEdit[];
  /** For a JSON policy: what to change in it, in this order. */
  patch?: PatchOperation[];
}

/** One thing that a rule has to say about a policy. Plain data. */
export interface LintFinding extends Place {
  /** The name of the rule, a key of `LINT_RULES`. */
  rule: string;
  severity: Severity;
  /** One or two English sentences with the figures in them; the wording may change between versions. */
  message: string;
  related?: RelatedPlace[];
  fixes?: LintFix[];
  /** The page of the rule in the documentation, relative to the root of the project: `docs/rules/expired-policy.md`. */
  page: string;
}
