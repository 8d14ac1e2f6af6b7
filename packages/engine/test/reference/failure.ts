import type { Decimal, Figures, ReasonCode } from "@spendrail/model";
import type { Money } from "./money.js";
import type { Moment, RuleView } from "./situation.js";

/** Why a check does not pass. */
export interface Failure {
  code: ReasonCode;
  rule?: number;
  figures?: Figures;
  approvers?: number;
}

/** The payment as it is judged: its amount and fee as stated, and both in the policy's currency where a rate is known. */
export interface Attempt {
  amount: Decimal;
  fee: Decimal;
  money: Money | undefined;
}

/** One check: its first failure in the order of the codes, `undefined` for a pass. */
export type Check = (moment: Moment, attempt: Attempt) => Failure | "skip" | undefined;

/** A failure of the first of the rules; `undefined` without any. */
export function lowest(code: ReasonCode, views: RuleView[]): Failure | undefined {
  return views.length === 0 ? undefined : { code, rule: Math.min(...views.map(({ index }) => index)) };
}
