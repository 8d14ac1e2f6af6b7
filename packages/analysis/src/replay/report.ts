import type { Decision, ReasonCode } from "@spendrail/model";
import type { NearLimit } from "./near-limit.js";
import type { Tally } from "./tally.js";

export type Outcome = Decision["outcome"];

/** One decision in short. */
export interface Verdict {
  outcome: Outcome;
  code: ReasonCode;
  message: string;
  /** Index into the policy's rules of the rule that decided, where one did. */
  rule?: number;
}

/** A payment on which the policy and the baseline differ in outcome. Plain data. */
export interface Flip {
  /** The payment's place in the history, from 1. */
  line: number;
  id: string;
  at: string;
  /** Absent when the baseline is what happened: there every payment was made. */
  before?: Verdict;
  after: Verdict;
}

/** A payment that passed, and left little of a limit. Plain data. */
export interface NearMiss extends NearLimit {
  /** The payment's place in the history, from 1. */
  line: number;
  id: string;
  at: string;
}

/** The payments that one rule, or no rule at all, decided with one code. */
export interface DecidedBy extends Tally {
  code: ReasonCode;
  rule?: number;
}

/** What a policy would have made of a history. Plain data; it describes every payment of the history, or it is not given. */
export interface ReplayReport {
  payments: number;
  /** The first and the last instant; absent for an empty history. */
  from?: string;
  to?: string;
  outcomes: Record<Outcome, Tally>;
  /** Of the baseline policy; without one every payment was made, and counts as approved. */
  baseline: Record<Outcome, Tally>;
  /** The baseline denies and the policy does not. */
  newlyAllowed: Tally;
  /** The policy denies and the baseline does not. */
  newlyBlocked: Tally;
  /** The policy asks a human and the baseline approves. */
  newlyAsked: Tally;
  /** The baseline asks a human and the policy approves. */
  noLongerAsked: Tally;
  /** The number of payments whose outcome differs. */
  flipCount: number;
  /** The first `MOST_LISTED` of them. */
  flips: Flip[];
  /** By rule, then by code; decisions of no rule first. */
  decidedBy: DecidedBy[];
  nearMissCount: number;
  /** The first `MOST_LISTED` of them. */
  nearMisses: NearMiss[];
}

/** How many flips and near misses a report lists; the others are counted. */
export const MOST_LISTED = 1_000;
