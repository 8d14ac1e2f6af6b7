import type { Amount } from "@spendrail/model";

/** One bound of the sum. */
export interface DerivationStep {
  /** Index into `policy.rules`; absent: the money at hand. */
  rule?: number;
  /** The merchant, category or recipient whose budget it is, the empty string for payments that state none. */
  partition?: string;
  /** The part of the period that the step speaks of, `[from, until)`; absent: all of it. */
  part?: { from: string; until: string };
  /** How many windows of the rule there can be in it. */
  windows: number;
  /** What the rule lets out in each: money, in the policy's currency. */
  money?: Amount;
  /** What the rule lets out in each: payments, none of them larger than `largest`. */
  payments?: number;
  largest?: Amount;
  /** What payments in flight have used of it already. */
  used?: Amount;
  /** `windows × money`, or `windows × payments × largest`, less `used`. */
  bound: Amount;
}

/**
 * Why no more can leave: every payment that passes blocks, allow lists and schedules draws on the budget of one of the
 * steps, so that all of them together are at most the sum of the steps; and on top comes what is in flight. Where the
 * steps speak of parts of the period, the parts follow one another, and this holds in each.
 */
export interface Derivation {
  /** Whether people approve what they are asked to. */
  approvals: boolean;
  /** `[from, until)`. */
  period: { from: string; until: string };
  /** Which payments are spoken of; absent: all. */
  of?: Share;
  steps: DerivationStep[];
  inFlight: Amount;
  /** The sum of all bounds and of what is in flight. */
  upper: Amount;
}

/** A part of all payments: those to one merchant, to any one merchant that the policy does not name, or of one category. */
export type Share =
  | { kind: "merchant"; merchant: string }
  | { kind: "other_merchant" }
  | { kind: "category"; category: string };
