import { type DiffVerdict, diffPolicies, mutantsOf, type PolicyDiff } from "@spendrail/analysis";
import { evaluate } from "@spendrail/engine";
import { type Decision, type Payment, parseInstant, readPayment, type SpendingPolicy } from "@spendrail/model";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONG_MS, runs, SEED } from "../../../engine/test/properties/runs.js";
import { anyRule, contextOf, recorded, type Scenario, scenarios } from "../../../engine/test/support/index.js";
import { shapesOf } from "../../src/shape/shape.js";

/** Payments for one pair of policies and one history. */
const PAYMENTS = 12;
const MOST_SHAPES = 60;

/** A policy, what it is changed to, and payments with their histories. */
const anyChange = fc
  .record({
    cases: scenarios(PAYMENTS),
    kind: fc.constantFrom("mutant", "mutant", "mutant", "added", "replaced", "shuffled"),
    index: fc.nat(),
    rule: anyRule(),
  })
  .map(({ cases, kind, index, rule }) => {
    const { policy } = cases[0] as Scenario;
    return { before: policy, after: changed(policy, kind, index, rule), cases };
  });

function changed(
  policy: SpendingPolicy,
  kind: string,
  index: number,
  rule: SpendingPolicy["rules"][number],
): SpendingPolicy {
  const { rules } = policy;
  const mutants = mutantsOf(policy);
  const mutant = mutants[index % Math.max(1, mutants.length)];
  if (kind === "mutant" && mutant !== undefined) return mutant.policy;
  if (kind === "shuffled") return { ...policy, rules: rules.toReversed() };
  return { ...policy, rules: rules.toSpliced(index % (rules.length + 1), kind === "replaced" ? 1 : 0, rule) };
}

function strictness({ outcome, approvers = 1 }: Decision): number {
  return outcome === "approve" ? 0 : outcome === "deny" ? Number.POSITIVE_INFINITY : approvers;
}

/** The scenario without spends later than the payment, and without what explains. */
function upToNow({ history, payment, account, options }: Scenario) {
  const nowMs = parseInstant((payment as Payment).at) as number;
  const past = history.filter(({ at }) => (parseInstant(at) as number) <= nowMs);
  return {
    payment,
    ...contextOf({ history: past, payment, ...(account && { account }), ...(options && { options }) } as Scenario),
  };
}

function agrees(verdict: DiffVerdict, before: number, after: number): boolean {
  if (verdict === "equivalent") return before === after;
  if (verdict === "tighter") return after >= before;
  if (verdict === "looser") return after <= before;
  return true;
}

function showsWitnesses(
  diff: PolicyDiff & { ok: true },
  before: SpendingPolicy,
  after: SpendingPolicy,
  options: Scenario["options"],
): void {
  for (const witnesses of [diff.loosenings, diff.tightenings]) {
    for (const { payment, history, account, ...stated } of witnesses) {
      const context = { history: recorded(history), ...(account && { account }), ...(options && { options }) };
      const first = evaluate(before, payment, context);
      const second = evaluate(after, payment, context);
      expect([stated.before, stated.after]).toEqual([first, second]);
      const isLooser = witnesses === diff.loosenings;
      expect(isLooser ? strictness(second) < strictness(first) : strictness(second) > strictness(first)).toBe(true);
    }
  }
}

describe("verdicts hold against the evaluator", () => {
  it(
    `random policies and changes of them, random payments and histories; seed ${SEED}`,
    () => {
      const law = fc.property(anyChange, ({ before, after, cases }) => {
        const { options } = cases[0] as Scenario;
        // Policies that ask for everything at once take most of the time, and find nothing more.
        if ((shapesOf([before, after], options ?? {})?.length ?? 0) > MOST_SHAPES) return;
        const diff = diffPolicies(before, after, options);
        if (!diff.ok) throw new Error(JSON.stringify(diff.issues));
        showsWitnesses(diff, before, after, options);
        for (const one of cases.filter(({ payment }) => readPayment(payment).ok)) {
          const { payment, ...context } = upToNow(one);
          const [first, second] = [before, after].map((policy) => strictness(evaluate(policy, payment, context)));
          if (!agrees(diff.verdict, first as number, second as number)) {
            expect({ verdict: diff.verdict, payment, first, second }).toBe("in line");
          }
        }
      });
      fc.assert(law, runs(0.0015));
    },
    LONG_MS,
  );
});
