import { type CompiledPolicy, createMemoryHistory, type EngineOptions, evaluate } from "@spendrail/engine";
import { type Decision, formatInstant, type Payment, type Rule, type SpendingPolicy } from "@spendrail/model";
import { leastAmount } from "../least-amount.js";
import { probe, selections } from "../shape/probe.js";
import { type PaymentFacts, type Shape, shapesOf } from "../shape/shape.js";
import { type Attempt, attemptsAt } from "./attempts.js";
import { instantsOf } from "./instants.js";
import { LONG_AGO_MS } from "./spans.js";

/** A payment, with all that it is judged by. Plain data. */
export interface Situation {
  /** Captured spends, in order of time. */
  history: Payment[];
  account?: { balance: string };
  payment: Payment;
}

/** A situation that two policies decide differently, and what each decides. */
export interface Difference extends Situation {
  before: Decision;
  after: Decision;
}

/** So many kinds of payments are looked at, those that state the least first, and so many of them are tried. */
const MOST_KINDS = 100;
const MOST_TRIED = 30;
/** The search ends after so many situations. */
const MOST_SITUATIONS = 2_000;

/**
 * Looks for a situation in which two policies differ in outcome or in the number of approvers: kinds of payments that
 * rules can tell apart, at the edges of times, with histories and amounts on the bounds of the rules in focus and a step
 * beside. What is found is true, as the evaluator decides it; that nothing is found proves nothing.
 *
 * @param focus the rules in which the policies differ, of either; the search is around these
 */
export function findDifference(
  before: CompiledPolicy,
  after: CompiledPolicy,
  focus: readonly Rule[],
  options: EngineOptions = {},
): Difference | undefined {
  let tried = 0;
  for (const situation of situations(before, after, focus, options)) {
    if (++tried > MOST_SITUATIONS) break;
    const [one, other] = [before, after].map((policy) => decide(policy, situation)) as [Decision, Decision];
    const isJudged = one.code !== "internal_error" && other.code !== "internal_error";
    if (isJudged && (one.outcome !== other.outcome || one.approvers !== other.approvers)) {
      return { ...situation, before: one, after: other };
    }
  }
  return undefined;
}

/** The evaluator's decision on a situation. */
export function decide(policy: CompiledPolicy, { account, history: spends, payment }: Situation): Decision {
  const history = createMemoryHistory();
  for (const spend of spends) history.record(spend);
  return evaluate(policy, payment, { history, ...(account === undefined ? {} : { account }) });
}

function* situations(
  before: CompiledPolicy,
  after: CompiledPolicy,
  focus: readonly Rule[],
  options: EngineOptions,
): Generator<Situation> {
  const policies = [before.policy, after.policy] as [SpendingPolicy, SpendingPolicy];
  const kinds = kindsOf(policies, focus, options);
  for (const nowMs of instantsOf(policies, focus)) {
    const passes = (kind: Shape) => [before, after].some((policy) => probe(policy, kind, nowMs).outcome !== "deny");
    const chosen = kinds.filter(passes).slice(0, MOST_TRIED);
    for (const kind of chosen) yield situationOf(kind, { amount: leastAmount(policies[0].currency) }, nowMs, kind);
    for (const rule of focus) {
      for (const attempt of attemptsAt(rule, focus, nowMs, policies[0])) {
        for (const kind of chosen) {
          yield situationOf(kind, attempt, nowMs, kind);
          if (attempt.spent === undefined) continue;
          const other = chosen.find(({ facts }) => facts !== kind.facts);
          if (other !== undefined) yield situationOf(kind, attempt, nowMs, other);
        }
      }
    }
  }
}

/** Kinds of payments to try: those that some rule in focus takes in first. */
function kindsOf(policies: readonly SpendingPolicy[], focus: readonly Rule[], options: EngineOptions): Shape[] {
  const around = policies.map((policy) => ({ ...policy, rules: [...focus] }));
  const shapes = (shapesOf(policies, options) ?? shapesOf(around, options) ?? []).slice(0, MOST_KINDS);
  const looksForPayees = focus.some(({ kind }) => kind === "duplicate");
  const kinds = looksForPayees ? shapes.map(withPayee) : shapes;
  const taken = focus.map((rule) => selections(rule, kinds, policies[0] as SpendingPolicy, options));
  const isInFocus = (index: number) => taken.some((one) => one[index]);
  return [...kinds.filter((_, index) => isInFocus(index)), ...kinds.filter((_, index) => !isInFocus(index))];
}

function withPayee(shape: Shape): Shape {
  const { merchant, recipient } = shape.facts;
  if (merchant !== undefined || recipient !== undefined) return shape;
  return { ...shape, facts: { ...shape.facts, recipient: "some recipient" } };
}

function situationOf(kind: Shape, attempt: Attempt, nowMs: number, spentBy: Shape): Situation {
  const { amount, balance, driftScore, spent } = attempt;
  const spends: Omit<Payment, "id">[] = [
    ...(kind.known ? [spendOf(kind.facts, amount, nowMs - LONG_AGO_MS)] : []),
    ...(spent === undefined ? [] : Array(spent.count).fill(spendOf(spentBy.facts, spent.amount, spent.atMs))),
  ];
  return {
    history: spends.map((spend, index) => ({ id: `spend-${index + 1}`, ...spend })),
    ...(balance === undefined ? {} : { account: { balance } }),
    payment: {
      id: "payment",
      ...spendOf(kind.facts, amount, nowMs),
      ...(driftScore === undefined ? {} : { driftScore }),
    },
  };
}

function spendOf(facts: PaymentFacts, amount: string, atMs: number): Omit<Payment, "id"> {
  return { account: "agent", amount, ...facts, at: formatInstant(atMs) };
}
