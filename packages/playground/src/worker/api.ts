import type { ExposureReport, GeneratedTests, LintFinding, PolicyCase } from "@spendrail/analysis";
import type { Completions, Diagnostic, SourceRange } from "@spendrail/language";
import type { Decision, Payment, SpendingPolicy } from "@spendrail/model";

/** One statement of a text and what it means, in plain sentences. */
export interface ExplainedStatement {
  range: SourceRange;
  sentences: string[];
}

/** What a text says. `policy` is absent when it says no policy. */
export interface Reading {
  diagnostics: Diagnostic[];
  findings: LintFinding[];
  statements: ExplainedStatement[];
  policy?: SpendingPolicy;
}

/** A decision, and how many units of each money limit are used at the payment's instant. */
export interface Judgement {
  decision: Decision;
  /** The statement that decided, where one did. */
  statement?: SourceRange;
}

/** The use of one limit over time. */
export interface LimitLine {
  /** What the limit says. */
  label: string;
  max: number;
  /** `[instant in epoch milliseconds, used]`: the use holds until the next point. */
  points: [number, number][];
  /** Used at the instant asked for, with the figures as people read them. */
  used: string;
  limit: string;
  remaining: string;
  resetsAt?: string;
}

/** The report, and what each rule that it speaks of says. */
export interface WorstCaseReport {
  report: ExposureReport;
  rules: string[];
}

/** One side's decision beside the other's. */
export interface Difference {
  payment: Payment;
  history: Payment[];
  before: Decision;
  after: Decision;
}

export type Comparison =
  | { ok: true; verdict: string; loosenings: Difference[]; tightenings: Difference[]; undecided: string[] }
  | { ok: false; message: string };

/** What the page asks of the worker. Everything about policies is computed there, so that typing never waits. */
export interface PolicyWorker {
  read(text: string): Reading;
  complete(text: string, offset: number): Completions;
  judge(text: string, payment: Payment, history: Payment[], balance: string): Judgement | undefined;
  timeline(text: string, history: Payment[], at: string): LimitLine[];
  exposure(text: string, horizon: string): WorstCaseReport | undefined;
  compare(before: string, after: string): Comparison;
  generateTests(text: string): GeneratedTests | undefined;
  runTests(text: string, cases: PolicyCase[]): (Decision | undefined)[];
}
