import { createMemoryHistory, evaluate } from "@spendrail/engine";
import { type Decision, type Payment, parseInstant, readPayment } from "@spendrail/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyScenario, type Scenario } from "../../../engine/test/support/index.js";
import { replaySync } from "../../src/index.js";

/** The payments of a scenario that can stand in a history, in order of time. */
function historyOf({ history, payment }: Scenario): Payment[] {
  const readings = [...history, payment].map((each) => readPayment(each));
  return readings
    .flatMap((reading) => (reading.ok ? [reading.payment] : []))
    .filter(({ amount, fee = "0" }) => Number(amount) > 0 && Number(fee) >= 0)
    .sort((a, b) => (parseInstant(a.at) as number) - (parseInstant(b.at) as number));
}

/** One payment after the other through the evaluator, with a history that keeps every spend. */
function oneByOne({ policy, options }: Scenario, spends: Payment[]): Decision[] {
  const history = createMemoryHistory();
  return spends.map((spend) => {
    const decision = evaluate(policy, spend, { history, ...(options === undefined ? {} : { options }) });
    if (decision.outcome !== "deny") history.record(spend);
    return decision;
  });
}

describe("a replay", () => {
  test("decides every payment as the evaluator does on all that was spent before", () => {
    fc.assert(
      fc.property(anyScenario(), (scenario) => {
        const spends = historyOf(scenario);
        const flips = new Map<number, string>();
        const result = replaySync(scenario.policy, spends, {
          ...(scenario.options === undefined ? {} : { options: scenario.options }),
          onFlip: ({ line, after }) =>
            flips.set(line, `${after.outcome} ${after.code} ${after.rule}: ${after.message}`),
        });
        expect(result.ok).toBe(true);
        const expected = oneByOne(scenario, spends).flatMap(({ outcome, code, rule, message }, index) =>
          outcome === "approve" ? [] : [[index + 1, `${outcome} ${code} ${rule}: ${message}`] as const],
        );
        expect([...flips]).toEqual(expected);
      }),
      { numRuns: 600 },
    );
  });

  test("against the same policy flips nothing", () => {
    fc.assert(
      fc.property(anyScenario(), (scenario) => {
        const result = replaySync(scenario.policy, historyOf(scenario), { baseline: scenario.policy });
        expect(result).toMatchObject({ ok: true, report: { flipCount: 0, flips: [] } });
      }),
      { numRuns: 300 },
    );
  });
});
