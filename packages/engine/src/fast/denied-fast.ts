import type { Decision, Figures, Remedy, TraceEntry } from "@spendrail/model";
import { merchantBlocked, merchantMissed } from "../checks/merchant.js";
import { railBlocked, railMissed } from "../checks/scope.js";
import { capMessage } from "../judge/cap-words.js";
import { LAST_INSTANT_MS } from "../judge/verdict.js";
import type { FastPayment } from "./fast-payment.js";
import type { BrokenCap, FastFacts, FastFailure } from "./judge-fast.js";
import { textOfMicros } from "./micros.js";
import type { FastPlan } from "./plan.js";

/** The denial of a payment that a list refuses, whatever its amount and whenever it is made: there is no remedy. */
export function deniedByList(plan: FastPlan, payment: FastPayment, facts: FastFacts, failure: FastFailure): Decision {
  const { check, code, rule } = failure;
  const message = listMessage(plan, failure, payment);
  const trace = traceUpTo(plan, facts, failure, message);
  return { outcome: "deny", code, message, rule, check, trace, policyDigest: plan.rules.digest };
}

function listMessage(plan: FastPlan, { rail, code }: FastFailure, payment: FastPayment): string {
  if (rail !== undefined) return (code.endsWith("_blocked") ? railBlocked : railMissed)(rail, payment[rail]);
  if (code === "merchant_category_blocked") return plan.categoryBlocked(payment);
  return (code === "merchant_blocked" ? merchantBlocked : merchantMissed)(payment.merchant);
}

/** The denial of a payment that is too much for a cap. */
export function deniedByCap(
  plan: FastPlan,
  payment: FastPayment,
  facts: FastFacts,
  failure: FastFailure,
  { cap, spent, partition }: BrokenCap,
  remedy: Remedy,
): Decision {
  const { check, code, rule } = failure;
  const resetsAtMs =
    cap.counter.spanAt === undefined ? undefined : facts.resetsAtMs(cap.counter, partition, payment.atMs);
  const figures: Figures = {
    limit: String(cap.cap.rule.max),
    spent: cap.countsMoney ? textOfMicros(spent) : String(spent),
    attempted: !cap.countsMoney ? "1" : payment.feeMicros === 0 ? payment.amount : textOfMicros(payment.moneyMicros),
    remaining: remainingOf(cap.countsMoney, cap.max - spent),
  };
  const message = capMessage(cap.cap, cap.words, cap.countsMoney ? figures : { ...figures, used: String(spent + 1) });
  if (resetsAtMs !== undefined && resetsAtMs <= LAST_INSTANT_MS) figures.resetsAt = plan.instantText(resetsAtMs);
  const trace = traceUpTo(plan, facts, failure, message);
  const { digest: policyDigest } = plan.rules;
  return remedy.maxAmount === undefined && remedy.retryAt === undefined
    ? { outcome: "deny", code, message, rule, figures, check, trace, policyDigest }
    : { outcome: "deny", code, message, rule, figures, check, remedy, trace, policyDigest };
}

function remainingOf(countsMoney: boolean, rest: number): string {
  if (rest <= 0) return "0";
  return countsMoney ? textOfMicros(rest) : String(rest);
}

/** The checks before the one that failed, and that one. */
function traceUpTo(plan: FastPlan, { balanceMicros }: FastFacts, { check }: FastFailure, note: string): TraceEntry[] {
  const upTo = balanceMicros < 0 ? plan.passedWithoutBalanceUpTo : plan.passedUpTo;
  // A copy with the last entry exchanged: pushing one after the other, the list would have to grow.
  const trace = upTo[check].slice();
  trace[trace.length - 1] = { check, result: "fail", note };
  return trace;
}
