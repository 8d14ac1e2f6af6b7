import { isDeepStrictEqual } from "node:util";
import { compilePolicy } from "@spendrail/engine";
import { Decimal, readPayment } from "@spendrail/model";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { decideCase } from "../../src/decide.js";
import { factsOf } from "../../src/evaluate.js";
import { decideFast, evaluateFast } from "../../src/fast/decide-fast.js";
import { needsOf } from "../../src/needs.js";
import { contextOf, scenarios } from "../support/index.js";
import { LONG_MS, runs, SEED } from "./runs.js";

const PAYMENTS = 8;

it(
  `what the fast path decides, the exact path decides word for word, seed ${SEED}`,
  () => {
    const found = { approve: 0, deny: 0 };
    const law = fc.property(scenarios(PAYMENTS), (cases) => {
      const [first] = cases;
      const { rules, fast } = compilePolicy(first!.policy, first!.options);
      if (rules === undefined || fast === undefined) return;
      const { history, account } = contextOf(first!);
      for (const [index, { payment: json }] of cases.entries()) {
        // Most payments come in canonical form, in cents; the generated ones mostly do not.
        const stated = index % 2 === 0 ? json : inCents(json);
        const reading = readPayment(stated);
        if (!reading.ok) {
          expect(evaluateFast(fast.plan, stated, history, account)).toBeUndefined();
          continue;
        }
        const { payment } = reading;
        const facts = factsOf(needsOf(rules, rules.read(payment)), history, account);
        const { lookup: _, ...without } = facts;
        const pairs = [
          [evaluateFast(fast.plan, stated, history, account), () => decideCase({ rules, payment, facts })],
          [decideFast(fast.plan, stated, facts), () => decideCase({ rules, payment, facts })],
          [decideFast(fast.plan, stated, without), () => decideCase({ rules, payment, facts: without })],
        ] as const;
        for (const [decision, exact] of pairs) {
          if (decision === undefined) continue;
          found[decision.outcome === "deny" ? "deny" : "approve"] += 1;
          // Vitest compares slowly and explains well. As text, for the order of the keys too.
          const expected = exact();
          if (JSON.stringify(decision) !== JSON.stringify(expected)) expect(decision).toEqual(expected);
          expect(isDeepStrictEqual(decision, expected)).toBe(true);
        }
      }
    });
    const { numRuns = 1 } = runs(0.5 / PAYMENTS);
    fc.assert(law, { seed: SEED, numRuns });
    // The comparison says something: the fast path decides some of them, and both ways.
    expect(Math.min(found.approve, found.deny)).toBeGreaterThan(numRuns / 10);
  },
  LONG_MS,
);

/** The payment in canonical form, without what is finer than a cent and without a fee. */
function inCents(json: unknown): unknown {
  const reading = readPayment(json);
  if (!reading.ok) return json;
  const { fee: _, amount, ...payment } = reading.payment;
  const cents = new Decimal(amount).toDecimalPlaces(2);
  return { ...payment, amount: cents.isZero() ? "0.01" : cents.toFixed() };
}
