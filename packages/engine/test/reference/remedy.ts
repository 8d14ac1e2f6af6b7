import { Decimal, formatInstant, minorUnitDigits, type Remedy, TOKENS } from "@spendrail/model";
import { nextChangeOf } from "./changes.js";
import type { Attempt, Failure } from "./failure.js";
import { attemptOf, denialOf, judge } from "./judge.js";
import { moneyOf } from "./money.js";
import { type Moment, momentOf, type RuleView, type Situation } from "./situation.js";

const LARGEST = new Decimal("1e15");
/** More than any rule or balance allows. */
const BEYOND = new Decimal("1e50");
/** The smallest difference between two amounts. */
const FINEST = new Decimal("1e-18");
const MAX_JUMPS = 1_000;

/** What would pass instead of a payment that is denied. */
export function remedyOf(moment: Moment, attempt: Attempt, failure: Failure): Remedy | undefined {
  const maxAmount = maxAmountOf(moment);
  const retryAtMs = retryAtOf(moment, attempt, failure);
  if (maxAmount === undefined && retryAtMs === undefined) return undefined;
  return {
    ...(maxAmount === undefined ? {} : { maxAmount: maxAmount.toFixed() }),
    ...(retryAtMs === undefined ? {} : { retryAt: formatInstant(retryAtMs) }),
  };
}

/** The smallest step of the payment's token, else of its currency. */
export function stepOf({ payment, policy }: Situation): Decimal {
  const decimals =
    payment.token === undefined
      ? minorUnitDigits(payment.currency ?? policy.currency)!
      : (TOKENS[payment.token]?.decimals ?? 18);
  return new Decimal(10).pow(-decimals);
}

/**
 * The largest amount that would pass now. Duplicates aside, an amount passes when a larger one does: so the result is
 * the amount that passes while one step more does not, and if that one is a duplicate, the next below that is none.
 */
function maxAmountOf(moment: Moment): Decimal | undefined {
  const step = stepOf(moment);
  const withoutDuplicates = {
    ...moment,
    rules: moment.rules.map((view) => (view.rule.kind === "duplicate" ? { ...view, spends: [] } : view)),
  };
  const passes = (amount: Decimal) => isAllowed(withoutDuplicates, amount);
  if (!passes(step) || passes(BEYOND)) return undefined;
  let largest = capOf(withoutDuplicates, step);
  if (!passes(largest) || passes(largest.plus(step))) throw new Error(`${largest} is not the largest amount`);
  if (largest.gt(LARGEST)) largest = LARGEST;
  while (largest.gt(0) && !isAllowed(moment, largest)) largest = largest.minus(step);
  return largest.gt(0) ? largest : undefined;
}

function isAllowed(moment: Moment, amount: Decimal): boolean {
  return denialOf(judge(moment, attemptOf(moment, amount))) === undefined;
}

/** Comes down from more than anything allows: what is denied says how much remains. */
function capOf(moment: Moment, step: Decimal): Decimal {
  let amount = BEYOND;
  for (;;) {
    const denial = denialOf(judge(moment, attemptOf(moment, amount)));
    if (denial === undefined) return amount;
    const room = new Decimal(denial.figures!.remaining).minus(moneyOf("0", moment.payment.fee, moment.rate!).total);
    const most = room.div(moment.rate!).div(step).floor().times(step);
    // All that remains is still too much where a limit is exclusive: then it is the next smaller money.
    const less = room.minus(FINEST).div(moment.rate!).div(step).floor().times(step);
    amount = most.lt(amount) ? most : less;
  }
}

/** The first instant at which the payment would pass: goes from one change of the rule that denies to its next. */
function retryAtOf(moment: Moment, attempt: Attempt, failure: Failure): number | undefined {
  if (isDeniedForEver(moment, attempt)) return undefined;
  let current = moment;
  let denial = failure;
  for (let jump = 0; jump < MAX_JUMPS; jump++) {
    const atMs = nextChangeOf(current, denial);
    if (atMs === undefined) return undefined;
    current = momentOf(moment, atMs);
    const next = denialOf(judge(current, attempt));
    if (next === undefined) return atMs;
    denial = next;
  }
  return undefined;
}

/**
 * Whether what never changes is enough to deny: the rules without times of their own, and of windows only their limits,
 * as if nothing had been spent. Saves walking through years of opening hours.
 */
function isDeniedForEver(moment: Moment, attempt: Attempt): boolean {
  const { validFrom: _, validUntil: __, ...policy } = moment.policy;
  const isTimeless = ({ rule }: RuleView) =>
    rule.kind !== "schedule" && !("during" in rule || "validFrom" in rule || "validUntil" in rule);
  const allowLists = moment.rules.filter(({ rule }) => rule.kind === "allow");
  const rules = moment.rules
    .filter((view) => isTimeless(view) && (view.rule.kind !== "allow" || allowLists.every(isTimeless)))
    .map((view) => ("per" in view.rule && view.rule.per === "lifetime" ? view : { ...view, spends: [] }));
  return denialOf(judge({ ...momentOf(moment, moment.atMs), policy, rules }, attempt)) !== undefined;
}
