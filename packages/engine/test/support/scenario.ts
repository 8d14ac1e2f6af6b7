import {
  type Amount,
  formatInstant,
  fromUnits,
  MAX_AMOUNT_UNITS,
  type Payment,
  type SpendingPolicy,
  TOKENS,
  toUnits,
} from "@spendrail/model";
import * as fc from "fast-check";
import { attemptChoice, type MoneyChoice, resolveAmount, spentChoice, thresholdsOf } from "./money-choice.js";
import { oneIn, present, recordOf } from "./optional.js";
import { anyFacts, type StatedFacts } from "./payment.js";
import { everydayPolicy } from "./policy.js";
import { type Spoiling, spoil, spoiling } from "./spoil.js";
import {
  type AgoChoice,
  agoChoice,
  resolveAgo,
  resolveTime,
  type TimeChoice,
  timeChoice,
  windowLengths,
} from "./time-choice.js";

/** Everything that a decision depends on. Plain data. */
export interface Scenario {
  policy: SpendingPolicy;
  /** In the order recorded, which is not always that of time; now and then of another account. */
  history: Payment[];
  /** A `Payment`, but for the few that are not well formed. */
  payment: unknown;
  account?: { balance?: Amount; frozen?: boolean };
  options?: { missing?: "deny"; rates?: Record<string, Amount>; explain?: "all" };
}

// A scenario is drawn in two steps. First the choices, which do not depend on one another and so shrink well; then
// amounts and times are worked out from them and the policy, so that they meet its limits and windows exactly.

interface SpendDraft {
  /** What is different from the payment to decide; `undefined`: nothing, so that both count for the same rules. */
  facts: StatedFacts | undefined;
  ago: AgoChoice;
  money: MoneyChoice;
  isOther: boolean;
}

interface PaymentDraft {
  time: TimeChoice;
  facts: StatedFacts;
  money: MoneyChoice;
  spoiling: Spoiling | undefined;
}

interface Draft {
  policy: SpendingPolicy;
  payment: PaymentDraft;
  /** More payments for the same policy and history, as what is different from the first. */
  others: Partial<PaymentDraft>[];
  spends: SpendDraft[];
  isRecordedByTime: boolean;
  balance: BalanceChoice | undefined;
  isFrozen: boolean;
  options: Scenario["options"];
}

/** The balance is what the payment takes, and one of the policy's thresholds or nothing, and a little more or less. */
interface BalanceChoice {
  threshold: number | undefined;
  shift: bigint;
}

const ONE = 10n ** 18n;
const RATES = { EUR: "1.08", USD: "0.925925925925925925", JPY: "0.0067", ETH: "3000.5", XYZ: "0.000000000000000003" };

const anySpoiling = oneIn(25, spoiling);

const anyPayment: fc.Arbitrary<PaymentDraft> = fc.record({
  time: timeChoice,
  facts: anyFacts,
  money: attemptChoice,
  spoiling: anySpoiling,
});

const anyOther: fc.Arbitrary<Partial<PaymentDraft>> = recordOf({
  time: oneIn(2, timeChoice),
  facts: oneIn(2, anyFacts),
  money: attemptChoice,
  spoiling: anySpoiling,
});

const anySpend: fc.Arbitrary<SpendDraft> = fc.record({
  facts: oneIn(3, anyFacts),
  ago: agoChoice,
  money: spentChoice,
  isOther: fc.constantFrom(...flags(20)),
});

function draftOf(payments: number): fc.Arbitrary<Draft> {
  return fc.record({
    policy: everydayPolicy(),
    payment: anyPayment,
    others: fc.array(anyOther, { minLength: payments - 1, maxLength: payments - 1 }),
    spends: fc.array(anySpend, { maxLength: 8 }),
    isRecordedByTime: fc.constantFrom(true, true, false),
    balance: oneIn(
      2,
      fc.record({
        threshold: fc.option(fc.nat({ max: 7 }), { nil: undefined }),
        shift: fc.constantFrom(0n, 10n ** 22n, -1n, 1n, -(10n ** 16n)),
      }),
    ),
    isFrozen: fc.constantFrom(...flags(60)),
    options: oneIn(
      2,
      recordOf({
        rates: fc.option(fc.constant(RATES), { freq: 5, nil: undefined }),
        missing: oneIn(4, fc.constant("deny" as const)),
        explain: oneIn(6, fc.constant("all" as const)),
      }),
    ),
  });
}

/** Once true, otherwise false. */
function flags(count: number): boolean[] {
  return [...Array<boolean>(count - 1).fill(false), true];
}

/**
 * Any policy, history and payment, with a liking for boundaries: amounts exactly at limits and one unit beside, instants
 * at the edges of windows and one millisecond beside, days of clock changes, merchants in several spellings.
 */
export function anyScenario(): fc.Arbitrary<Scenario> {
  return draftOf(1).map((draft) => resolve(draft)[0]!);
}

/** Several payments for one policy, history and account, as `anyScenario` makes them; each scenario shares the rest. */
export function scenarios(payments: number): fc.Arbitrary<Scenario[]> {
  return draftOf(payments).map(resolve);
}

function resolve(draft: Draft): Scenario[] {
  const { policy, options } = draft;
  const nowMs = resolveTime(draft.payment.time, policy);
  const thresholds = thresholdsOf(policy);
  const { history, spent } = resolveSpends(draft, nowMs, thresholds);
  const stated = [draft.payment, ...draft.others.map((other) => ({ ...draft.payment, ...other }))];
  const payments = stated.map(({ time, facts, money, spoiling }) => {
    const rate = rateOf(facts, policy, options?.rates) ?? ONE;
    const amount = resolveAmount(money, { thresholds, spent, rate });
    const at = formatInstant(resolveTime(time, policy));
    const payment: Payment = { id: "payment", account: "agent", ...moneyOf(amount, money), ...facts, at };
    return { payment, total: totalOf(amount, money, rate), spoiling };
  });
  const account = accountOf(draft, payments[0]!.total, thresholds);
  return payments.map(({ payment, spoiling }) => ({
    policy,
    history,
    payment: spoiling === undefined ? payment : spoil(payment, spoiling),
    ...present({ account, options }),
  }));
}

function resolveSpends(
  { policy, payment, spends, isRecordedByTime, options }: Draft,
  nowMs: number,
  thresholds: bigint[],
) {
  const lengths = windowLengths(policy, nowMs);
  const history: Payment[] = [];
  const spent: { amount: Amount; total: bigint }[] = [];
  for (const [index, { facts: others, ago, money, isOther }] of spends.entries()) {
    const facts = convertible(others ?? payment.facts, policy, options?.rates);
    const rate = rateOf(facts, policy, options?.rates)!;
    const amount = resolveAmount(money, { thresholds, spent, rate });
    const at = formatInstant(resolveAgo(ago, nowMs, lengths));
    history.push({
      id: `spend-${index}`,
      account: isOther ? "other" : "agent",
      ...moneyOf(amount, money),
      ...facts,
      at,
    });
    spent.push({ amount, total: totalOf(amount, money, rate) });
  }
  if (isRecordedByTime) history.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return { history, spent };
}

/** Amount and fee in the policy's currency. */
function totalOf(amount: Amount, { fee }: MoneyChoice, rate: bigint): bigint {
  return ((toUnits(amount) + toUnits(fee ?? "0")) * rate) / ONE;
}

function moneyOf(amount: Amount, { fee }: MoneyChoice): { amount: Amount; fee?: Amount } {
  return { amount, ...present({ fee }) };
}

function accountOf(
  { balance, isFrozen }: Draft,
  attempted: bigint,
  thresholds: readonly bigint[],
): Scenario["account"] {
  if (balance === undefined && !isFrozen) return undefined;
  const kept = balance?.threshold === undefined ? 0n : thresholds[balance.threshold % thresholds.length]!;
  const units = attempted + kept + (balance?.shift ?? 0n);
  return {
    ...(balance === undefined
      ? {}
      : { balance: fromUnits(units < 0n ? 0n : units > MAX_AMOUNT_UNITS ? MAX_AMOUNT_UNITS : units) }),
    ...(isFrozen ? { frozen: true } : {}),
  };
}

/** Units of 10^-18 of the policy's currency for one of the payment's; `undefined` where none is given. */
function rateOf({ currency, token }: StatedFacts, policy: SpendingPolicy, rates: Record<string, Amount> = {}) {
  const symbol = token?.toUpperCase();
  const stated = currency ?? (symbol === undefined ? policy.currency : (TOKENS[symbol]?.peg ?? symbol));
  const rate = stated === policy.currency ? "1" : rates[stated];
  return rate === undefined ? undefined : toUnits(rate);
}

/** The facts without what makes their money one that cannot be converted. */
function convertible(facts: StatedFacts, policy: SpendingPolicy, rates?: Record<string, Amount>): StatedFacts {
  if (rateOf(facts, policy, rates) !== undefined) return facts;
  const { currency: _, token: __, ...rest } = facts;
  return rest;
}
