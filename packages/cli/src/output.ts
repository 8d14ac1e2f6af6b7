import type { ExposureReport, PolicyDiff, ReplayReport } from "@spendrail/analysis";
import type { Decision } from "@spendrail/model";
import type { Finding } from "./policy/finding.js";

// The JSON that commands print. It holds still within a major version; `schema/` has the schemas made from these types.

/** `spendrail lint --format json`. */
export interface LintOutput {
  readonly version: 1;
  readonly files: readonly {
    readonly file: string;
    /** How many fixes were applied. */
    readonly fixed: number;
    /** What is left, in the order of the text. */
    readonly findings: readonly Finding[];
  }[];
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[];
  readonly summary: LintSummary;
}

/** What a linting run came to. */
export interface LintSummary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly fixed: number;
}

/** `spendrail parse`, on standard error, for a text that is no policy. */
export interface ParseErrorsOutput {
  readonly file: string;
  readonly diagnostics: readonly Finding[];
}

/** `spendrail check --format json`. */
export type CheckOutput = Decision;

/** `spendrail test --format json`. */
export interface TestOutput {
  readonly version: 1;
  readonly policies: readonly {
    readonly policy: string;
    /** Why there is no policy; empty where there is one. */
    readonly findings: readonly Finding[];
    readonly tests: readonly {
      readonly name: string;
      readonly file: string;
      readonly line: number;
      readonly passed: boolean;
      /** In what the decision is another than expected; rules count from 1 here. */
      readonly mismatches: readonly Mismatch[];
      readonly decision: Decision;
    }[];
    /** Which rules, by index, no test decided. */
    readonly coverage: { readonly percent: number; readonly undecided: readonly number[] };
    /** With `--mutation`: how many small changes to the policy the tests notice, and the others in words. */
    readonly mutation?: { readonly mutants: number; readonly killed: number; readonly survivors: readonly string[] };
  }[];
}

/** One key in which a decision is not what a test says. Rules count from 1, as people do. */
export interface Mismatch {
  readonly key: "outcome" | "code" | "rule" | "approvers";
  readonly expected: string;
  readonly got: string;
}

/** `spendrail diff --format json`. */
export interface DiffOutput extends Omit<Extract<PolicyDiff, { ok: true }>, "ok"> {
  readonly version: 1;
}

/** `spendrail exposure --format json`. */
export interface ExposureOutput {
  readonly version: 1;
  /** In the order asked for, each with the horizon as it was written. */
  readonly horizons: readonly ({ readonly horizon: string } & Omit<Extract<ExposureReport, { ok: true }>, "ok">)[];
}

/** `spendrail replay --format json`. */
export interface ReplayOutput {
  readonly version: 1;
  readonly report: ReplayReport;
}
