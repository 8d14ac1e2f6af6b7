import { type CompiledPolicy, createMemoryHistory, evaluate } from "@spendrail/engine";
import type { Amount, Decision, Payment, ReasonCode } from "@spendrail/model";

/** What a policy is expected to make of a payment. Plain data. */
export interface PolicyCase {
  /** What it shows, in a few English words. */
  name: string;
  /** Captured spends, in any order. */
  history: Payment[];
  account?: { balance?: Amount; frozen?: boolean };
  payment: Payment;
  expect: {
    outcome: Decision["outcome"];
    /** Absent: any. */
    code?: ReasonCode;
    /** Index into `policy.rules` of the rule that decides. Absent: any, or none. */
    rule?: number;
    /** With `require_approval`. Absent: any number. */
    approvers?: number;
  };
}

/** The decision on a case; a spend of its history that cannot be recorded denies `payment_invalid`. */
export function decideCase(compiled: CompiledPolicy, { account, history: spends, payment }: PolicyCase): Decision {
  const history = createMemoryHistory();
  for (const spend of spends) {
    const recording = history.record(spend);
    if (!recording.ok) return compiled.decide({}, { totals: [] });
  }
  return evaluate(compiled, payment, { history, ...(account === undefined ? {} : { account }) });
}

/** Whether a decision is the one expected. */
export function isExpected({ outcome, code, rule, approvers }: Decision, { expect }: PolicyCase): boolean {
  return (
    outcome === expect.outcome &&
    (expect.code === undefined || code === expect.code) &&
    (expect.rule === undefined || rule === expect.rule) &&
    (expect.approvers === undefined || approvers === expect.approvers)
  );
}
