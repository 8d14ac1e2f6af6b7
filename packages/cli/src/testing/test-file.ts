import type { Decision, Payment, ReasonCode } from "@spendrail/model";

/** What a test says a decision must be. What it does not name may be anything. */
export interface Expectation {
  readonly outcome: Decision["outcome"];
  readonly code?: ReasonCode;
  /** Index into the rules of the policy. */
  readonly rule?: number;
  /** How many people must approve. */
  readonly approvers?: number;
}

/** One test of a policy, with what stands around it in its file filled in. */
export interface PolicyTest {
  readonly name: string;
  /** Line of the file it starts on. */
  readonly line: number;
  /** Captured payments, each well formed. */
  readonly history: readonly Payment[];
  readonly account: { readonly balance?: string; readonly frozen?: boolean };
  /** As the file has it: a payment that is none is a test too. */
  readonly payment: Readonly<Record<string, unknown>>;
  readonly expect: Expectation;
}

/** A file of tests. */
export interface TestFile {
  readonly name: string;
  /** Path of the policy, as it is to be shown. */
  readonly policy: string;
  readonly tests: readonly PolicyTest[];
}
