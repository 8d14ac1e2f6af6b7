import { formatInstant, type ReasonCode, scheduleHolds } from "@spendrail/model";
import type { CompiledOf } from "../compile/compiled-rule.js";
import type { Context } from "../judge/context.js";
import { type Finding, fail, PASS, type Verdict } from "../judge/verdict.js";

/** Check 1: whether anything may be spent at all at this instant, then the payment's own figures. */
export function checkAmount(context: Context): Verdict {
  const finding =
    frozen(context) ??
    outsideValidity(context) ??
    outsideSchedule(context) ??
    everythingBlocked(context) ??
    wrongFigures(context);
  return finding === undefined ? PASS : fail(finding);
}

function frozen({ facts, subject }: Context): Finding | undefined {
  if (facts.frozen !== true) return undefined;
  return { code: "account_frozen", message: `Account '${subject.payment.account}' is frozen` };
}

function outsideValidity({ rules, subject: { atMs } }: Context): Finding | undefined {
  if (atMs < rules.validFromMs) {
    return { code: "policy_not_yet_valid", message: `The policy is valid from ${formatInstant(rules.validFromMs)}` };
  }
  if (atMs >= rules.validUntilMs) {
    return { code: "policy_expired", message: `The policy was valid until ${formatInstant(rules.validUntilMs)}` };
  }
  return undefined;
}

/** No schedule rule that applies is open, or a block of everything holds at this time of day or week. */
function outsideSchedule(context: Context): Finding | undefined {
  const { rules, subject } = context;
  const schedules = rules.ofKind("schedule").filter((schedule) => context.applies(schedule) === "yes");
  const closed = schedules.some(({ rule, timeZone }) => scheduleHolds(rule.only, subject.atMs, timeZone))
    ? undefined
    : schedules[0];
  const blocked = rules
    .ofKind("block")
    .find((block) => block.rule.during !== undefined && blocksEverything(context, block));
  const indices = [closed, blocked].flatMap((rule) => (rule === undefined ? [] : [rule.index]));
  if (indices.length === 0) return undefined;
  const message = `No payments are allowed at ${subject.payment.at} by the policy's schedule`;
  return { code: "outside_schedule", message, rule: Math.min(...indices) };
}

function everythingBlocked(context: Context): Finding | undefined {
  const blocked = context.rules.ofKind("block").find((block) => blocksEverything(context, block));
  if (blocked === undefined) return undefined;
  return { code: "all_payments_blocked", message: "All payments are blocked", rule: blocked.index };
}

/** A block without a selector that applies to this payment. */
function blocksEverything(context: Context, block: CompiledOf<"block">): boolean {
  return block.on === undefined && context.applies(block) === "yes";
}

function wrongFigures({ rules, subject }: Context): Finding | undefined {
  const { payment, currency, amount, fee } = subject;
  const deny = (code: ReasonCode, message: string): Finding => ({ code, message });
  if (!isPositive(payment.amount)) {
    return deny("amount_must_be_positive", `The amount must be above zero, and is ${payment.amount} ${currency}`);
  }
  if (payment.fee?.startsWith("-")) {
    return deny("fee_must_be_non_negative", `The fee must not be below zero, and is ${payment.fee} ${currency}`);
  }
  if (amount === undefined || fee === undefined) {
    const stated = `Payment of ${payment.amount} ${currency}`;
    return deny(
      "currency_mismatch",
      `${stated} cannot be counted under a policy in ${rules.policy.currency}: there is no rate`,
    );
  }
  return undefined;
}

/** @param amount a canonical decimal string, with or without a `-` */
function isPositive(amount: string): boolean {
  return amount !== "0" && !amount.startsWith("-");
}
