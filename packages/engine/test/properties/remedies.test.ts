import {
  Decimal,
  type Decision,
  formatInstant,
  minorUnitDigits,
  type Payment,
  parseInstant,
  TOKENS,
} from "@spendrail/model";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anyScenario, decide, type Scenario } from "../support/index.js";
import { LONG_MS, runs, SEED } from "./runs.js";

function vary(scenario: Scenario, change: Partial<Payment>): Decision {
  return decide({ ...scenario, payment: { ...(scenario.payment as Payment), ...change } });
}

/** One step of the payment's precision: of its token, of any other token the 18th decimal, else of its currency. */
function stepOf({ policy, payment }: Scenario): Decimal {
  const { token, currency } = payment as Payment;
  const decimals =
    token === undefined ? minorUnitDigits(currency ?? policy.currency)! : (TOKENS[token.toUpperCase()]?.decimals ?? 18);
  return new Decimal(10).pow(-decimals);
}

it(
  `the largest amount passes and one step more is denied; the retry passes and a millisecond before is denied, seed ${SEED}`,
  () => {
    const law = fc.property(anyScenario(), (scenario) => {
      const { outcome, remedy } = decide(scenario);
      if (outcome !== "deny") expect(remedy).toBeUndefined();
      if (remedy?.maxAmount !== undefined) {
        const more = new Decimal(remedy.maxAmount).plus(stepOf(scenario));
        expect(vary(scenario, { amount: remedy.maxAmount }).outcome).not.toBe("deny");
        if (more.lte("1e15")) expect(vary(scenario, { amount: more.toFixed() }).outcome).toBe("deny");
      }
      if (remedy?.retryAt !== undefined) {
        const atMs = parseInstant(remedy.retryAt)!;
        expect(atMs).toBeGreaterThan(parseInstant((scenario.payment as Payment).at)!);
        expect(vary(scenario, { at: remedy.retryAt }).outcome).not.toBe("deny");
        expect(vary(scenario, { at: formatInstant(atMs - 1) }).outcome).toBe("deny");
      }
    });
    fc.assert(law, runs(0.05));
  },
  LONG_MS,
);
