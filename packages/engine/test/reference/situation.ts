import {
  Decimal,
  type Payment,
  type Per,
  type Rule,
  type RuleKind,
  type RuleOf,
  type SpendingPolicy,
} from "@spendrail/model";
import type { ReferenceContext } from "./evaluate.js";
import { type Facts, factsOf, readHistory, type Spend, spendsOf } from "./facts.js";
import { isExcepted, isInForce, type Match, matchBlock, matchSelector } from "./matching.js";
import { rateOf } from "./money.js";
import { countedWith } from "./windows.js";

/** One rule, and what can be said of it whatever the instant and the amount of the payment. */
export interface RuleView<R extends Rule = Rule> {
  index: number;
  rule: R;
  match: Match;
  isExcepted: boolean;
  /** The spends the rule counts, by time. */
  spends: Spend[];
}

/** A payment with everything that is asked about it, except when it is made and how much it is. */
export interface Situation {
  policy: SpendingPolicy;
  context: ReferenceContext;
  payment: Payment;
  facts: Facts;
  /** Units of the policy's currency for one of the payment's. */
  rate: Decimal | undefined;
  rules: RuleView[];
}

/** The situation at one instant. */
export interface Moment extends Situation {
  atMs: number;
  usages: Map<RuleView, Usage>;
}

/** What a rule had counted before the payment. */
export interface Usage {
  spent: Decimal;
  resetsAtMs: number | undefined;
}

export function situationOf(policy: SpendingPolicy, payment: Payment, context: ReferenceContext): Situation {
  const rates = context.options?.rates;
  const history = readHistory(context.history, payment.account);
  const spends = spendsOf(history, policy, rates);
  const facts = factsOf(payment, history);
  const rules = policy.rules.map((rule, index): RuleView => {
    const selector = rule.kind === "block" ? rule.what : "on" in rule ? rule.on : undefined;
    const matching = rule.kind === "block" ? matchBlock : matchSelector;
    const counts = (spend: Spend) =>
      matchSelector(selector, spend) === "yes" && !isExcepted(rule, spend) && isInForce(rule, spend.atMs, policy);
    return {
      index,
      rule,
      match: matching(selector, facts),
      isExcepted: isExcepted(rule, facts),
      spends: spends.filter(counts),
    };
  });
  return { policy, context, payment, facts, rate: rateOf(payment, policy, rates), rules };
}

export function momentOf(situation: Situation, atMs: number): Moment {
  return { ...situation, atMs, usages: new Map() };
}

/** The rules of one kind whose times hold and that do not except the payment, whether or not it matches. */
export function rulesInForce<K extends RuleKind>(moment: Moment, kind: K): RuleView<RuleOf<K>>[] {
  const inForce = moment.rules.filter(
    (view) => view.rule.kind === kind && !view.isExcepted && isInForce(view.rule, moment.atMs, moment.policy),
  );
  return inForce as RuleView<RuleOf<K>>[];
}

/** The rules of one kind that apply to the payment. */
export function rulesApplying<K extends RuleKind>(moment: Moment, kind: K): RuleView<RuleOf<K>>[] {
  return rulesInForce(moment, kind).filter((view) => view.match === "yes");
}

type Counting = RuleOf<"limit"> | RuleOf<"velocity"> | RuleOf<"approval">;

/** What the rule had counted; of several budgets that the payment draws on, the one used most. */
export function usageOf(view: RuleView<Counting>, moment: Moment): Usage {
  const known = moment.usages.get(view);
  if (known !== undefined) return known;
  const { rule } = view;
  const per: Per = rule.per ?? "transaction";
  const usages = budgetsOf(view, moment.facts).map((spends): Usage => {
    const counted = countedWith(moment.atMs, spends, per, moment.policy);
    return { spent: sumOf(rule.kind, counted.spends), resetsAtMs: counted.resetsAtMs };
  });
  const most = usages.reduce((most, usage) => (usage.spent.gt(most.spent) ? usage : most));
  moment.usages.set(view, most);
  return most;
}

function sumOf(kind: Counting["kind"], spends: Spend[]): Decimal {
  if (kind === "velocity") return new Decimal(spends.length);
  const parts = spends.map(({ money }) => (kind === "limit" ? money.total : money.amount));
  return parts.reduce((sum, part) => sum.plus(part), new Decimal(0));
}

/** The spends of each budget that the payment draws on: one, but for each of several categories. */
function budgetsOf({ rule, spends }: RuleView<Counting>, { payment, categories }: Facts): Spend[][] {
  switch (rule.by) {
    case undefined:
      return [spends];
    case "merchant":
      return [spends.filter((spend) => spend.payment.merchant === payment.merchant)];
    case "recipient":
      return [spends.filter((spend) => spend.payment.recipient === payment.recipient)];
    case "category":
      break;
  }
  if (categories.size === 0) return [spends.filter((spend) => spend.categories.size === 0)];
  return [...categories].sort().map((category) => spends.filter((spend) => spend.categories.has(category)));
}
