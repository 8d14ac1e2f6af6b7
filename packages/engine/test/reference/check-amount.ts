import { parseInstant, type RuleOf } from "@spendrail/model";
import { type Attempt, type Failure, lowest } from "./failure.js";
import { holdsAt } from "./local-time.js";
import { type Moment, rulesInForce } from "./situation.js";

export function cannotSpendNow({ policy, context, atMs }: Moment): Failure | undefined {
  if (context.account?.frozen === true) return { code: "account_frozen" };
  if (policy.validFrom !== undefined && atMs < parseInstant(policy.validFrom)!) return { code: "policy_not_yet_valid" };
  if (policy.validUntil !== undefined && atMs >= parseInstant(policy.validUntil)!) return { code: "policy_expired" };
  return undefined;
}

const hasNoSelector = (rule: RuleOf<"block">) => Object.keys(rule.what ?? {}).length === 0;

export function closed(moment: Moment): Failure | undefined {
  const schedules = rulesInForce(moment, "schedule");
  const isOpen = schedules.some(({ rule }) => holdsAt(rule.only, moment.atMs, moment.policy.timeZone));
  const blocks = rulesInForce(moment, "block").filter(({ rule }) => hasNoSelector(rule) && rule.during !== undefined);
  return lowest("outside_schedule", [...(isOpen ? [] : schedules), ...blocks]);
}

export function allBlocked(moment: Moment): Failure | undefined {
  const blocks = rulesInForce(moment, "block").filter(({ rule }) => hasNoSelector(rule) && rule.during === undefined);
  return lowest("all_payments_blocked", blocks);
}

export function amountIsWrong({ amount, fee, money }: Attempt): Failure | undefined {
  if (amount.lte(0)) return { code: "amount_must_be_positive" };
  if (fee.lt(0)) return { code: "fee_must_be_non_negative" };
  return money === undefined ? { code: "currency_mismatch" } : undefined;
}
