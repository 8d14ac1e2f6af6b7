import { type CompiledPolicy, compilePolicy, evaluate } from "@spendrail/engine";
import { type Amount, type Decision, fromUnits, type Payment, type SpendingPolicy, toUnits } from "@spendrail/model";
import type { ExposureRequest } from "./exposure-report.js";
import type { AttackSchedule, ScheduledPayments } from "./schedule.js";
import { createVoidedHistory } from "./voided-history.js";

/** What became of a schedule that was put through the evaluator. */
export type ScheduleReplay =
  /** Every payment passed; `total` is their money, and that of the payments in flight. */
  | { ok: true; total: Amount }
  /** The payment that did not pass, with the decision on it. */
  | { ok: false; payment: Payment; decision: Decision };

/** What of a request bears on a replay. */
export type ReplayRequest = Pick<ExposureRequest, "inFlight" | "balance" | "options">;

/**
 * Puts a schedule through the real evaluator, one payment after the other, each with all earlier ones in the history.
 *
 * @param approvals whether a payment that needs approval passes
 */
export function replaySchedule(
  policy: SpendingPolicy,
  schedule: AttackSchedule,
  approvals: boolean,
  request: ReplayRequest = {},
): ScheduleReplay {
  const replay = startReplay(compilePolicy(policy, request.options), approvals, request);
  for (const { attempt, payments } of [
    ...schedule.preparation.map((payments) => ({ attempt: replay.prepare, payments })),
    ...schedule.payments.map((payments) => ({ attempt: replay.pay, payments })),
  ]) {
    const { passed, failure } = attempt(payments);
    if (passed < payments.times && failure !== undefined) return { ok: false, ...failure };
  }
  return { ok: true, total: fromUnits(replay.total()) };
}

interface Attempt {
  /** How many of the payments passed before one did not. */
  passed: number;
  failure?: { payment: Payment; decision: Decision };
}

/** A replay that goes on after a payment that does not pass, as if it had not been tried. */
export function startReplay(policy: CompiledPolicy, approvals: boolean, { inFlight = [], balance }: ReplayRequest) {
  const history = createVoidedHistory();
  const account = inFlight[0]?.account ?? "agent";
  let total = 0n;
  let spent = 0n;
  let count = 0;
  for (const payment of inFlight) {
    history.record(payment);
    total += moneyOf(payment, policy);
  }
  const attempt = ({ at, amount, times, facts }: ScheduledPayments, record: (payment: Payment) => void): Attempt => {
    for (let passed = 0; passed < times; passed += 1) {
      count += 1;
      const payment: Payment = { id: `payment-${count}`, account, amount, ...facts, at };
      const left = balance === undefined ? {} : { account: { balance: fromUnits(toUnits(balance) - spent) } };
      const decision = evaluate(policy, payment, { history, ...left });
      const passes = decision.outcome === "approve" || (approvals && decision.outcome === "require_approval");
      if (!passes) return { passed, failure: { payment, decision } };
      record(payment);
    }
    return { passed: times };
  };
  return {
    prepare: (payments: ScheduledPayments) => attempt(payments, history.recordVoided),
    pay: (payments: ScheduledPayments) =>
      attempt(payments, (payment) => {
        history.record(payment);
        spent += toUnits(payment.amount);
        total += toUnits(payment.amount);
      }),
    /** In units of 10^-18. */
    total: () => total,
  };
}

/** Amount and fee in the policy's currency, in units of 10^-18. */
export function moneyOf(payment: Payment, { rules }: CompiledPolicy): bigint {
  const subject = rules?.read(payment);
  if (subject?.amount === undefined || subject.fee === undefined) throw new Error("the payment cannot be counted");
  return subject.amount + subject.fee;
}
