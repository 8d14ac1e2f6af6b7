import { CHECK_NAMES, type CheckName, Decimal, type TraceEntry } from "@spendrail/model";
import { CHECKS } from "./checks.js";
import type { Attempt, Failure } from "./failure.js";
import { moneyOf } from "./money.js";
import type { Moment, Situation } from "./situation.js";

/** What the ten checks found. */
export interface Judgement {
  trace: TraceEntry[];
  /** The check that decided, and its failure; `undefined` when all passed. */
  decided: { check: CheckName; failure: Failure } | undefined;
}

/** The payment with another amount, its fee as stated. */
export function attemptOf({ payment, rate }: Situation, amount: Decimal): Attempt {
  return {
    amount,
    fee: new Decimal(payment.fee ?? "0"),
    money: rate === undefined ? undefined : moneyOf(amount, payment.fee, rate),
  };
}

/** Runs the checks in their order up to the first that fails, or all of them to explain. */
export function judge(moment: Moment, attempt: Attempt, explain?: "all"): Judgement {
  const trace: TraceEntry[] = [];
  let decided: Judgement["decided"];
  for (const check of CHECK_NAMES) {
    const found = CHECKS[check](moment, attempt);
    trace.push({ check, result: found === undefined ? "pass" : found === "skip" ? "skip" : "fail" });
    if (found === undefined || found === "skip") continue;
    decided ??= { check, failure: found };
    if (explain !== "all") break;
  }
  return { trace, decided };
}

/** The failure that denies; `undefined` where the payment passes, with human approval or without. */
export function denialOf({ decided }: Judgement): Failure | undefined {
  return decided === undefined || decided.failure.code === "approval_required" ? undefined : decided.failure;
}
