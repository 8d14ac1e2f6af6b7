import {
  type CheckName,
  Decimal,
  type Figures,
  formatInstant,
  parseDuration,
  parseInstant,
  type ReasonCode,
  type RuleOf,
  type Selector,
} from "@spendrail/model";
import { holdsAt } from "./local-time.js";
import { DIMENSIONS, type Match, matchCategories, matchDimension, matchHistory, matchPayee } from "./matching.js";
import { currencyOf, type Money } from "./money.js";
import { type Moment, type RuleView, rulesApplying, rulesInForce, type Usage, usageOf } from "./situation.js";

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

/** The first failure in the order of the table, `undefined` for a pass. */
type Check = (moment: Moment, attempt: Attempt) => Failure | "skip" | undefined;

export const CHECKS: Record<CheckName, Check> = {
  amount: (moment, attempt) => cannotSpendNow(moment) ?? closed(moment) ?? allBlocked(moment) ?? amountIsWrong(attempt),
  scope: (moment) => railFailure(moment) ?? factMissing("scope", moment),
  mcc: (moment) => blocked("mcc", "merchant_category_blocked", moment) ?? factMissing("mcc", moment),
  per_transaction: (moment, attempt) =>
    exceeded("per_transaction", "per_transaction_limit", ["limit"], moment, attempt) ??
    factMissing("per_transaction", moment),
  total: (moment, attempt) =>
    exceeded("total", "total_limit_exceeded", ["limit", "velocity"], moment, attempt) ?? factMissing("total", moment),
  windows: (moment, attempt) =>
    exceeded("windows", "window_limit_exceeded", ["limit"], moment, attempt) ??
    exceeded("windows", "velocity_limit_exceeded", ["velocity"], moment, attempt) ??
    duplicated(moment, attempt) ??
    factMissing("windows", moment),
  balance: balanceFailure,
  merchant: (moment, attempt) =>
    blocked("merchant", "merchant_blocked", moment) ??
    merchantNotAllowed(moment) ??
    exceeded("merchant", "merchant_limit_exceeded", ["limit", "velocity"], moment, attempt) ??
    factMissing("merchant", moment),
  drift: driftFailure,
  approval: (moment, attempt) => factMissing("approval", moment) ?? approvalNeeded(moment, attempt),
};

// --- 1: amount ------------------------------------------------------------------------------------------------------

function cannotSpendNow({ policy, context, atMs }: Moment): Failure | undefined {
  if (context.account?.frozen === true) return { code: "account_frozen" };
  if (policy.validFrom !== undefined && atMs < parseInstant(policy.validFrom)!) return { code: "policy_not_yet_valid" };
  if (policy.validUntil !== undefined && atMs >= parseInstant(policy.validUntil)!) return { code: "policy_expired" };
  return undefined;
}

const hasNoSelector = (rule: RuleOf<"block">) => Object.keys(rule.what ?? {}).length === 0;

function closed(moment: Moment): Failure | undefined {
  const schedules = rulesInForce(moment, "schedule");
  const isOpen = schedules.some(({ rule }) => holdsAt(rule.only, moment.atMs, moment.policy.timeZone));
  const blocks = rulesInForce(moment, "block").filter(({ rule }) => hasNoSelector(rule) && rule.during !== undefined);
  return lowest("outside_schedule", [...(isOpen ? [] : schedules), ...blocks]);
}

function allBlocked(moment: Moment): Failure | undefined {
  const blocks = rulesInForce(moment, "block").filter(({ rule }) => hasNoSelector(rule) && rule.during === undefined);
  return lowest("all_payments_blocked", blocks);
}

function amountIsWrong({ amount, fee, money }: Attempt): Failure | undefined {
  if (amount.lte(0)) return { code: "amount_must_be_positive" };
  if (fee.lt(0)) return { code: "fee_must_be_non_negative" };
  return money === undefined ? { code: "currency_mismatch" } : undefined;
}

// --- 2, 3 and 8: blocks and allow lists -----------------------------------------------------------------------------

function railFailure(moment: Moment): Failure | undefined {
  for (const { key, blocked: blockedCode, notAllowed } of DIMENSIONS) {
    const failure =
      blocked("scope", blockedCode, moment) ??
      notIn(moment, notAllowed, (only) => matchDimension(key, only, moment.facts));
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** Where a block is judged: at the last of its dimensions. */
function placeOfBlock(rule: RuleOf<"block">, { facts }: Moment): { check: CheckName; code: ReasonCode } {
  const what = rule.what ?? {};
  const listsCategories = what.categories !== undefined || what.mccs !== undefined;
  const categoryMatches =
    matchCategories(what, facts) === "yes" || (what.categories !== undefined && facts.hasUnknownMcc);
  if (what.merchantHistory !== undefined) return { check: "merchant", code: "merchant_blocked" };
  if (what.merchants !== undefined && !(listsCategories && categoryMatches)) {
    return { check: "merchant", code: "merchant_blocked" };
  }
  if (listsCategories) return { check: "mcc", code: "merchant_category_blocked" };
  const last = DIMENSIONS.findLast(({ key }) => what[key] !== undefined);
  return last === undefined
    ? { check: "amount", code: "all_payments_blocked" }
    : { check: last.check, code: last.blocked };
}

function blocked(check: CheckName, code: ReasonCode, moment: Moment): Failure | undefined {
  const blocks = rulesApplying(moment, "block").filter(({ rule }) => {
    const place = placeOfBlock(rule, moment);
    return place.check === check && place.code === code;
  });
  return lowest(code, blocks);
}

function merchantNotAllowed(moment: Moment): Failure | undefined {
  const failures = [
    notIn(moment, "merchant_not_allowlisted", (only) => matchPayee(only, moment.facts)),
    notIn(moment, "merchant_not_allowlisted", (only) => matchHistory(only, moment.facts)),
  ].filter((failure) => failure !== undefined);
  return failures.sort((a, b) => a.rule! - b.rule!)[0];
}

/** One dimension of the allow lists: some rule in force has it, and none of those that have it lists the payment. */
function notIn(moment: Moment, code: ReasonCode, match: (only: Selector) => Match | undefined): Failure | undefined {
  const lists = rulesInForce(moment, "allow").filter(({ rule }) => match(rule.only) !== undefined);
  return lists.some(({ rule }) => match(rule.only) === "yes") ? undefined : lowest(code, lists);
}

function lowest(code: ReasonCode, views: RuleView[]): Failure | undefined {
  return views.length === 0 ? undefined : { code, rule: Math.min(...views.map(({ index }) => index)) };
}

// --- 4, 5, 6 and 8: limits ------------------------------------------------------------------------------------------

const saysWhoIsPaid = (on: Selector = {}) =>
  on.merchants !== undefined ||
  on.categories !== undefined ||
  on.mccs !== undefined ||
  on.merchantHistory !== undefined;

function placeOfLimit({ by, on, per }: RuleOf<"limit"> | RuleOf<"velocity">): CheckName {
  if (by !== undefined || saysWhoIsPaid(on)) return "merchant";
  return per === "transaction" ? "per_transaction" : per === "lifetime" ? "total" : "windows";
}

/** When all checks are explained, money that cannot be converted is met here: then the check cannot be judged. */
function exceeded(
  check: CheckName,
  code: ReasonCode,
  kinds: ("limit" | "velocity")[],
  moment: Moment,
  { money }: Attempt,
): Failure | "skip" | undefined {
  const views = kinds
    .flatMap((kind): RuleView<RuleOf<"limit"> | RuleOf<"velocity">>[] => rulesApplying(moment, kind))
    .filter(({ rule }) => placeOfLimit(rule) === check)
    .sort((a, b) => a.index - b.index);
  for (const view of views) {
    const { rule, index } = view;
    const attempted = rule.kind === "velocity" ? new Decimal(1) : money?.total;
    if (attempted === undefined) return "skip";
    const usage = usageOf(view, moment);
    const used = usage.spent.plus(attempted);
    const isExclusive = rule.kind === "limit" && rule.exclusive === true;
    if (isExclusive ? used.gte(rule.max) : used.gt(rule.max)) {
      return { code, rule: index, figures: figuresOf(rule.max, usage, attempted) };
    }
  }
  return undefined;
}

function figuresOf(limit: string | number, { spent, resetsAtMs }: Usage, attempted: Decimal): Figures {
  const remaining = Decimal.max(0, new Decimal(limit).minus(spent));
  return {
    limit: new Decimal(limit).toFixed(),
    spent: spent.toFixed(),
    attempted: attempted.toFixed(),
    remaining: remaining.toFixed(),
    ...(resetsAtMs === undefined ? {} : { resetsAt: formatInstant(resetsAtMs) }),
  };
}

const UNUSED: Usage = { spent: new Decimal(0), resetsAtMs: undefined };

/** The same amount is the same number in the same currency, whatever the rates make of it. */
function duplicated(moment: Moment, { amount }: Attempt): Failure | undefined {
  const { merchant, recipient } = moment.payment;
  const currency = currencyOf(moment.payment, moment.policy);
  const failing = rulesApplying(moment, "duplicate").filter(({ rule, spends }) =>
    spends.some((spend) => {
      const age = moment.atMs - spend.atMs;
      const isSamePayee =
        merchant !== undefined
          ? spend.payment.merchant === merchant
          : recipient !== undefined && spend.payment.recipient === recipient;
      const isSameMoney = currencyOf(spend.payment, moment.policy) === currency && amount.eq(spend.payment.amount);
      return isSamePayee && isSameMoney && age >= 0 && age < parseDuration(rule.within)!;
    }),
  );
  return lowest("duplicate_payment", failing);
}

// --- 7: balance, 9: drift -------------------------------------------------------------------------------------------

function balanceFailure(moment: Moment, { money }: Attempt): Failure | "skip" | undefined {
  const balance = moment.context.account?.balance;
  const reserves = rulesInForce(moment, "reserve");
  if (balance === undefined) return missingOrSkipped(moment, reserves) ?? "skip";
  if (money === undefined) return "skip";
  if (money.total.gt(balance)) {
    return { code: "insufficient_balance", figures: figuresOf(balance, UNUSED, money.total) };
  }
  const failing = reserves.find(({ rule }) => new Decimal(balance).minus(money.total).lt(rule.keep));
  if (failing === undefined) return undefined;
  const remaining = Decimal.max(0, new Decimal(balance).minus(failing.rule.keep));
  return {
    code: "balance_reserve",
    rule: failing.index,
    figures: {
      limit: failing.rule.keep,
      spent: "0",
      attempted: money.total.toFixed(),
      remaining: remaining.toFixed(),
    },
  };
}

function driftFailure(moment: Moment): Failure | "skip" | undefined {
  const score = moment.payment.driftScore;
  const rules = rulesInForce(moment, "drift");
  if (rules.length === 0) return undefined;
  if (score === undefined) return missingOrSkipped(moment, rules) ?? "skip";
  const failing = rules.find(({ rule }) => new Decimal(score).gt(rule.max));
  if (failing === undefined) return undefined;
  return {
    code: "goal_drift_exceeded",
    rule: failing.index,
    figures: figuresOf(failing.rule.max, UNUSED, new Decimal(score)),
  };
}

function missingOrSkipped({ context }: Moment, needing: RuleView[]): Failure | undefined {
  return context.options?.missing === "deny" ? lowest("fact_missing", needing) : undefined;
}

// --- 10: approval ---------------------------------------------------------------------------------------------------

function approvalNeeded(moment: Moment, { money }: Attempt): Failure | "skip" | undefined {
  const approvals = rulesApplying(moment, "approval");
  if (money === undefined) return approvals.length === 0 ? undefined : "skip";
  const needing = approvals.filter((view) => {
    const { above, inclusive } = view.rule;
    const used = usageOf(view, moment).spent.plus(money.amount);
    return above === undefined || (inclusive ? used.gte(above) : used.gt(above));
  });
  const approversOf = ({ rule }: RuleView<RuleOf<"approval">>) => rule.approvers ?? 1;
  const most = Math.max(...needing.map(approversOf));
  const deciding = needing.find((view) => approversOf(view) === most);
  if (deciding === undefined) return undefined;
  return {
    code: "approval_required",
    rule: deciding.index,
    approvers: most,
    figures: figuresOf(deciding.rule.above ?? "0", usageOf(deciding, moment), money.amount),
  };
}

// --- facts that were not stated -------------------------------------------------------------------------------------

/** With `missing: "deny"`: the rule judged at this check that cannot tell whether it matches. */
function factMissing(check: CheckName, moment: Moment): Failure | undefined {
  if (moment.context.options?.missing !== "deny") return undefined;
  const places: [RuleView, CheckName][] = [
    ...rulesInForce(moment, "block").map((view): [RuleView, CheckName] => [
      view,
      placeOfBlock(view.rule, moment).check,
    ]),
    ...rulesInForce(moment, "limit").map((view): [RuleView, CheckName] => [view, placeOfLimit(view.rule)]),
    ...rulesInForce(moment, "velocity").map((view): [RuleView, CheckName] => [view, placeOfLimit(view.rule)]),
    ...rulesInForce(moment, "duplicate").map((view): [RuleView, CheckName] => [view, "windows"]),
    ...rulesInForce(moment, "approval").map((view): [RuleView, CheckName] => [view, "approval"]),
  ];
  const { merchant, recipient } = moment.payment;
  const hasNoPayee = merchant === undefined && recipient === undefined;
  const unverified = places.filter(
    ([view, place]) =>
      place === check &&
      (view.match === "unknown" || (view.rule.kind === "duplicate" && view.match === "yes" && hasNoPayee)),
  );
  return lowest(
    "fact_missing",
    unverified.map(([view]) => view),
  );
}
