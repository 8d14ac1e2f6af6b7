import { type CheckName, Decimal, parseDuration, type ReasonCode, type RuleOf, type Selector } from "@spendrail/model";
import { type Attempt, type Failure, lowest } from "./failure.js";
import { figuresOf } from "./figures.js";
import { currencyOf } from "./money.js";
import { type Moment, type RuleView, rulesApplying, usageOf } from "./situation.js";

const saysWhoIsPaid = (on: Selector = {}) =>
  on.merchants !== undefined ||
  on.categories !== undefined ||
  on.mccs !== undefined ||
  on.merchantHistory !== undefined;

export function placeOfLimit({ by, on, per }: RuleOf<"limit"> | RuleOf<"velocity">): CheckName {
  if (by !== undefined || saysWhoIsPaid(on)) return "merchant";
  return per === "transaction" ? "per_transaction" : per === "lifetime" ? "total" : "windows";
}

/** When all checks are explained, money that cannot be converted is met here: then the check cannot be judged. */
export function exceeded(
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

/** The same amount is the same number in the same currency, whatever the rates make of it. */
export function duplicated(moment: Moment, { amount }: Attempt): Failure | undefined {
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
