import type { Decision, Issue, Payment } from "@spendrail/model";

/**
 * How one policy relates to another, over all payments, histories, balances and instants: which of them decides more
 * permissively, in the order approve, require approval of one person, of more people, deny.
 *
 * - `equivalent`: they decide alike, always.
 * - `tighter`: never more permissively, and sometimes less.
 * - `looser`: never less permissively, and sometimes more.
 * - `incomparable`: sometimes more and sometimes less.
 * - `not_decided`: at least one of the two could neither be proved nor be refuted.
 */
export type DiffVerdict = "equivalent" | "tighter" | "looser" | "incomparable" | "not_decided";

/** A payment with all it is judged by, on which two policies differ. Replayed through the evaluator. */
export interface Witness {
  /** Index of the rule of the stricter policy that decides; absent where none of its rules does, but its validity. */
  rule?: number;
  payment: Payment;
  /** Captured spends, in order of time. */
  history: Payment[];
  /** Absent where the balance does not matter. */
  account?: { balance: string };
  before: Decision;
  after: Decision;
}

/** What could neither be proved nor be refuted. */
export interface Undecided {
  /** What the second policy may be. */
  direction: "looser" | "tighter";
  /** Index of the rule of the policy that would be the stricter one; absent where it is no single rule. */
  rule?: number;
  /** One sentence: why. */
  message: string;
}

/** One rule that is not the same in both policies. */
export interface RuleChange {
  /** Index into the rules of the first policy; absent for a rule that was added. */
  before?: number;
  /** Index into the rules of the second policy; absent for a rule that was removed. */
  after?: number;
  /** What the first policy becomes by this change alone. */
  verdict: DiffVerdict;
}

export type PolicyDiff =
  | {
      ok: true;
      verdict: DiffVerdict;
      /** For each rule of the first policy that can be got around now: what it stopped and now passes, or passes with fewer people. */
      loosenings: Witness[];
      /** The reverse, for each rule of the second policy. */
      tightenings: Witness[];
      undecided: Undecided[];
      rules: RuleChange[];
      /** What else is different: the keys of the policies. */
      settings: ("currency" | "timeZone" | "weekStartsOn" | "validFrom" | "validUntil")[];
    }
  | { ok: false; issues: PolicyIssue[] };

/** What is wrong with one of the two policies, or with the options. */
export interface PolicyIssue extends Issue {
  readonly policy: "before" | "after";
}

/** Whether one policy permits nothing that another does not. */
export type Permissiveness =
  | { ok: true; answer: "yes" }
  /** `witnesses`: what the parent (`before`) stops and the child (`after`) does not. */
  | { ok: true; answer: "no"; witnesses: Witness[] }
  | { ok: true; answer: "not_decided"; reasons: Undecided[] }
  | { ok: false; issues: PolicyIssue[] };
