import { exposure } from "@spendrail/analysis";
import { compilePolicy, createMemoryHistory, evaluate } from "@spendrail/engine";
import { formatInstant, type Payment, type Rule, toUnits } from "@spendrail/model";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { LONG_MS, runs, SEED } from "../../../engine/test/properties/runs.js";

const START_MS = Date.parse("2026-06-17T12:00:00Z");
const HALF_HOUR_MS = 1_800_000;
/** Four chances to pay in two hours, each of nothing or of one to four dollars. */
const INSTANTS = [0, 1, 2, 3].map((half) => START_MS + half * HALF_HOUR_MS);
const AMOUNTS = ["1", "2", "3", "4"];

const per = fc.constantFrom<Rule & { kind: "limit" }>(
  { kind: "limit", per: "transaction", max: "0" },
  { kind: "limit", per: "lifetime", max: "0" },
  { kind: "limit", per: { type: "anchored", duration: "PT1H" }, max: "0" },
  { kind: "limit", per: { type: "sliding", duration: "PT1H" }, max: "0" },
  { kind: "limit", per: { type: "calendar", unit: "hour" }, max: "0" },
);
const limit = fc.tuple(per, fc.integer({ min: 1, max: 9 })).map(([rule, max]): Rule => ({ ...rule, max: `${max}` }));
const velocity = fc
  .tuple(fc.constantFrom("PT1H", "PT30M"), fc.integer({ min: 1, max: 3 }))
  .map(([duration, max]): Rule => ({ kind: "velocity", per: { type: "sliding", duration }, max }));
const anyRules = fc.array(fc.oneof({ weight: 3, arbitrary: limit }, velocity), { minLength: 1, maxLength: 3 });

/** The most that any choice of amounts takes out, in dollars. */
function most(rules: Rule[]): number {
  const policy = compilePolicy({ version: 1, currency: "USD", rules });
  const search = (spends: readonly Payment[], index: number): number => {
    const atMs = INSTANTS[index];
    if (atMs === undefined) return 0;
    let best = search(spends, index + 1);
    for (const amount of AMOUNTS) {
      const payment: Payment = { id: `${index}`, account: "agent", amount, at: formatInstant(atMs) };
      const history = createMemoryHistory();
      for (const spend of spends) history.record(spend);
      if (evaluate(policy, payment, { history }).outcome !== "approve") break;
      best = Math.max(best, Number(amount) + search([...spends, payment], index + 1));
    }
    return best;
  };
  return search([], 0);
}

it(
  `no choice of payments takes more than the schedule does; seed ${SEED}`,
  () => {
    const law = fc.property(anyRules, (rules) => {
      const report = exposure(
        { version: 1, currency: "USD", rules },
        { horizon: "PT2H", start: formatInstant(START_MS) },
      );
      if (!report.ok) throw new Error(JSON.stringify(report.issues));
      const { withApproval: found } = report.total;
      if (found.kind === "unbounded") return;
      const taken = toUnits(`${most(rules)}`);
      expect(taken <= toUnits(found.upper)).toBe(true);
      expect(taken <= toUnits(found.lower), `${JSON.stringify(rules)}: ${taken} is above ${found.lower}`).toBe(true);
    });
    fc.assert(law, runs(0.0004));
  },
  LONG_MS,
);
