import { evaluate } from "@spendrail/engine";
import type { Decision, Payment, Rule } from "@spendrail/model";
import { Decimal } from "@spendrail/model";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/freeze.js";
import { anyRule, anyScenario, contextOf, decide, type Scenario } from "../support/index.js";
import { LONG_MS, runs, SEED } from "./runs.js";

const isDenied = ({ outcome }: Decision) => outcome === "deny";

/** How strict an outcome is: what is allowed, what a person must allow, what is refused. */
const STRICTNESS = { approve: 0, require_approval: 1, deny: 2 } as const;

function withAmount(scenario: Scenario, amount: string): Scenario {
  return { ...scenario, payment: { ...(scenario.payment as Payment), amount } };
}

/** The scenarios whose payment is well formed and of a positive amount. */
const anySpend = anyScenario().filter(({ payment }) => {
  const { code } = evaluate({ version: 1, currency: "USD", rules: [] }, payment);
  return code === "ok" || code === "currency_mismatch";
});

describe(`laws of deciding, seed ${SEED}`, () => {
  it(
    "a payment of less is never refused where more passes, duplicates aside",
    () => {
      // The same amount as a moment ago is a duplicate; twice as much is none.
      const law = fc.property(anySpend, fc.integer({ min: 1, max: 9 }), (scenario, tenths) => {
        const rules = scenario.policy.rules.filter(({ kind }) => kind !== "duplicate");
        const more: Scenario = { ...scenario, policy: { ...scenario.policy, rules } };
        const { amount } = scenario.payment as Payment;
        const less = new Decimal(amount).times(tenths).div(10).toDecimalPlaces(18, Decimal.ROUND_UP);
        const outcome = decide(more).outcome;
        const lesser = decide(withAmount(more, less.toFixed())).outcome;
        expect(STRICTNESS[lesser]).toBeLessThanOrEqual(STRICTNESS[outcome]);
      });
      fc.assert(law, runs(0.01));
    },
    LONG_MS,
  );

  it(
    "another rule never makes an outcome less strict, unless it is one of a union: an allow list or a schedule",
    () => {
      const narrowing = anyRule().filter(({ kind }) => kind !== "allow" && kind !== "schedule");
      const law = fc.property(anyScenario(), narrowing, fc.nat({ max: 6 }), (scenario, rule, place) => {
        const rules: Rule[] = scenario.policy.rules.toSpliced(place, 0, rule);
        const outcome = decide(scenario).outcome;
        const narrowed = decide({ ...scenario, policy: { ...scenario.policy, rules } }).outcome;
        expect(STRICTNESS[narrowed]).toBeGreaterThanOrEqual(STRICTNESS[outcome]);
      });
      fc.assert(law, runs(0.01));
    },
    LONG_MS,
  );

  it(
    "the order of rules never matters for outcome, code, check, approvers and remedy",
    () => {
      const shuffled = anyScenario().chain((scenario) =>
        fc.tuple(
          fc.constant(scenario),
          fc.shuffledSubarray(scenario.policy.rules, { minLength: scenario.policy.rules.length }),
        ),
      );
      const law = fc.property(shuffled, ([scenario, rules]) => {
        const inOrder = decide(scenario);
        const reordered = decide({ ...scenario, policy: { ...scenario.policy, rules } });
        const unordered = ({ outcome, code, check, approvers, remedy, trace }: Decision) => {
          return {
            outcome,
            code,
            check,
            approvers,
            remedy,
            trace: trace.map(({ check, result }) => `${check} ${result}`),
          };
        };
        expect(unordered(reordered)).toEqual(unordered(inOrder));
      });
      fc.assert(law, runs(0.01));
    },
    LONG_MS,
  );

  it(
    "deciding never throws, changes nothing it is given, and gives the same answer again",
    () => {
      const law = fc.property(anyScenario(), (scenario) => {
        const { policy, payment } = deepFreeze(scenario);
        const context = contextOf(scenario);
        const first = evaluate(policy, payment, context);
        expect(first.code).not.toBe("internal_error");
        expect(evaluate(policy, payment, context)).toEqual(first);
        expect(JSON.parse(JSON.stringify(first))).toEqual(first);
      });
      fc.assert(law, runs(0.01));
    },
    LONG_MS,
  );

  it(
    "any value at all gets a decision, and none but a payment gets an approval",
    () => {
      const law = fc.property(anyScenario(), fc.anything(), (scenario, payment) => {
        const decision = decide({ ...scenario, payment });
        expect(isDenied(decision)).toBe(true);
        expect(decision.code).toBe("payment_invalid");
      });
      fc.assert(law, runs(0.01));
    },
    LONG_MS,
  );
});
