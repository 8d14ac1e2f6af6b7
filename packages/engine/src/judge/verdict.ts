import { type Figures, formatInstant, fromUnits, type ReasonCode } from "@spendrail/model";

/** Why a check does not pass. */
export interface Finding {
  readonly code: ReasonCode;
  readonly message: string;
  /** Index of the rule that decided. */
  readonly rule?: number;
  readonly figures?: Figures;
  readonly approvers?: number;
}

/** What one check found. */
export type Verdict =
  | { readonly result: "pass"; readonly notes?: readonly Unverified[] }
  | { readonly result: "skip"; readonly note: string; readonly notes?: readonly Unverified[] }
  | { readonly result: "fail"; readonly finding: Finding };

/** A rule that could not be judged for want of a fact. */
export interface Unverified {
  readonly rule: number;
  readonly note: string;
}

export const PASS: Verdict = { result: "pass" };

export function fail(finding: Finding): Verdict {
  return { result: "fail", finding };
}

/** Figures from units of 10^-18. */
export function figuresOf(limit: bigint, spent: bigint, attempted: bigint, resetsAtMs?: number): Figures {
  const remaining = limit > spent ? limit - spent : 0n;
  return {
    limit: fromUnits(limit),
    spent: fromUnits(spent),
    attempted: fromUnits(attempted),
    remaining: fromUnits(remaining),
    ...(resetsAtMs === undefined || resetsAtMs > LAST_INSTANT_MS ? {} : { resetsAt: formatInstant(resetsAtMs) }),
  };
}

/** The end of the year 9999, the last instant that ISO 8601 writes with four digits: a later reset is as good as none. */
export const LAST_INSTANT_MS = 253402300799999;

/** Runs the parts of one check until one fails, and gathers what they could not verify. */
export function inTurn(...parts: readonly (() => Verdict)[]): Verdict {
  const notes: Unverified[] = [];
  for (const part of parts) {
    const verdict = part();
    if (verdict.result === "fail") return verdict;
    notes.push(...(verdict.notes ?? []));
  }
  return { result: "pass", notes };
}
