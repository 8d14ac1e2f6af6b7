import { Decimal } from "@spendrail/model";
import { type Attempt, type Failure, lowest } from "./failure.js";
import { figuresOf, UNUSED } from "./figures.js";
import { type Moment, type RuleView, rulesInForce } from "./situation.js";

export function balanceFailure(moment: Moment, { money }: Attempt): Failure | "skip" | undefined {
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

export function driftFailure(moment: Moment): Failure | "skip" | undefined {
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
