import {
  compilePolicy,
  type Facts,
  type Range,
  type Steadiness,
  steadiness,
  type Total,
  type TotalQuery,
} from "@spendrail/engine";
import {
  type Decision,
  formatInstant,
  type Payment,
  parseInstant,
  type SpendingPolicy,
  toUnits,
} from "@spendrail/model";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyScenario, contextOf, type Scenario } from "../support/index.js";
import { LONG_MS, runs, SEED } from "./runs.js";

/** A decision that does not deny, with everything it was made on. */
interface Decided {
  readonly policy: SpendingPolicy;
  readonly queries: readonly TotalQuery[];
  readonly decide: (payment: Payment, totals: readonly Total[]) => Decision;
  readonly payment: Payment;
  readonly totals: readonly Total[];
  readonly steady: Steadiness;
}

/** @returns `undefined` for a payment that is denied: of it nothing is said */
function decided(scenario: Scenario): Decided | undefined {
  const policy = compilePolicy(scenario.policy, scenario.options);
  const { history, account } = contextOf(scenario);
  const needs = policy.needs(scenario.payment);
  if (history === undefined || needs.account === "") return undefined;
  const facts: Facts = { ...history.facts(needs), ...account };
  if (policy.decide(scenario.payment, facts).outcome === "deny") return undefined;
  const steady = steadiness(policy, scenario.payment, facts);
  if (steady === undefined) throw new Error("a decision that does not deny is steady for some facts");
  const decide = (payment: Payment, totals: readonly Total[]) => policy.decide(payment, { ...facts, totals });
  return {
    policy: scenario.policy,
    queries: needs.totals,
    decide,
    payment: scenario.payment as Payment,
    totals: facts.totals,
    steady,
  };
}

/** What is steady of a decision. */
function steadyOf({ outcome, approvers, warnings = [] }: Decision) {
  return { outcome, approvers, alerts: warnings.map(({ rule, max }) => `${rule} of ${max}`) };
}

const MOST = toUnits("1000000000000000");

/** Any total within its range: its edges, the total itself, and values between. */
function anyWithin({ money, amount, count }: Steadiness["totals"][number], total: Total): fc.Arbitrary<Total> {
  return fc
    .record({
      money: inside(money, total.money),
      amount: inside(amount, total.amount),
      count: inside(counted(count), BigInt(total.count)).map(Number),
    })
    .map((sum) => ({ ...total, ...sum }));
}

function counted(range: Range<number> | undefined): Range<bigint> | undefined {
  if (range === undefined) return undefined;
  const { min, max } = range;
  return { ...(min === undefined ? {} : { min: BigInt(min) }), ...(max === undefined ? {} : { max: BigInt(max) }) };
}

function inside({ min = 0n, max }: Range<bigint> = {}, value: bigint): fc.Arbitrary<bigint> {
  const from = min > 0n ? min : 0n;
  const to = max ?? from + MOST;
  return fc.oneof(fc.constantFrom(from, to, value), fc.bigInt({ min: from, max: to }));
}

/** The decided scenarios, each with other totals and another instant for which the decision has to stand. */
const anyOther = anyScenario()
  .map(decided)
  .filter((one) => one !== undefined)
  .chain((one) => {
    const atMs = parseInstant(one.payment.at) as number;
    const lastMs = Math.min(one.steady.untilMs - 1, atMs + 1000 * 86_400_000);
    return fc.record({
      one: fc.constant(one),
      totals: fc.tuple(...one.totals.map((total, index) => anyWithin(one.steady.totals[index]!, total))),
      atMs: fc.oneof(fc.constantFrom(atMs, lastMs), fc.integer({ min: atMs, max: lastMs })),
    });
  });

describe(`steadiness, seed ${SEED}`, () => {
  it(
    "whatever the totals within their ranges and the instant before its end, the decision is the same",
    () => {
      const law = fc.property(anyOther, ({ one, totals, atMs }) => {
        const { decide, payment } = one;
        const expected = steadyOf(decide(payment, one.totals));
        expect(steadyOf(decide({ ...payment, at: formatInstant(atMs) }, totals))).toEqual(expected);
      });
      fc.assert(law, runs(0.02));
    },
    LONG_MS,
  );

  it(
    "one unit beyond an edge the decision is another, where there are no alerts and no other approval rule or budget",
    () => {
      const law = fc.property(anyOther, ({ one }) => {
        const expected = steadyOf(one.decide(one.payment, one.totals));
        for (const totals of beyondEdges(one)) {
          expect(steadyOf(one.decide(one.payment, totals))).not.toEqual(expected);
        }
      });
      fc.assert(law, runs(0.02));
    },
    LONG_MS,
  );
});

/** The totals with one of them a unit beyond an edge of its range, for each edge that nothing else can hide. */
function beyondEdges({ policy, queries, totals, steady }: Decided): Total[][] {
  const isAlone = ({ rule }: TotalQuery) => queries.filter((query) => query.rule === rule).length === 1;
  const approvals = policy.rules.filter(({ kind }) => kind === "approval").length;
  if (approvals > 1 || policy.rules.some(({ kind }) => kind === "alert")) return [];
  return steady.totals.flatMap(({ money, amount, count }, index) => {
    const total = totals[index]!;
    const beyond: Total[] = [
      ...edgesOf(money).map((edge) => ({ ...total, money: edge })),
      ...edgesOf(amount).map((edge) => ({ ...total, amount: edge })),
      ...edgesOf(counted(count)).map((edge) => ({ ...total, count: Number(edge) })),
    ];
    return isAlone(queries[index]!) ? beyond.map((one) => totals.with(index, one)) : [];
  });
}

function edgesOf({ min, max }: Range<bigint> = {}): bigint[] {
  return [...(min === undefined || min <= 0n ? [] : [min - 1n]), ...(max === undefined ? [] : [max + 1n])];
}
