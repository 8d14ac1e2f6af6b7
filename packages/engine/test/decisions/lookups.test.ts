import { compilePolicy, createMemoryHistory, type Needs } from "@spendrail/engine";
import { expect, it } from "vitest";
import { USUAL_PAYMENT } from "./situation.js";

it("looks at each spend once, however many decisions follow", () => {
  const compiled = compilePolicy({
    version: 1,
    currency: "USD",
    rules: [
      { kind: "limit", per: { type: "anchored", duration: "P1D" }, max: "500" },
      { kind: "limit", per: { type: "sliding", duration: "P7D" }, max: "2000" },
      { kind: "velocity", per: { type: "calendar", unit: "month" }, max: 100 },
    ],
  });
  const history = createMemoryHistory();
  let spendsLookedAt = 0;
  const counted = (needs: Needs): Needs => ({
    ...needs,
    totals: needs.totals.map((query) => ({
      ...query,
      selection: {
        key: query.selection.key,
        membership(spend, known) {
          spendsLookedAt += 1;
          return query.selection.membership(spend, known);
        },
      },
    })),
  });
  const spends = 1000;
  for (let minute = 0; minute < spends; minute += 1) {
    history.record({ ...USUAL_PAYMENT, at: new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString() });
  }
  const needs = counted(compiled.needs(USUAL_PAYMENT));
  for (let decision = 0; decision < 50; decision += 1) history.facts(needs);
  expect(spendsLookedAt).toBe(spends);
  history.record(USUAL_PAYMENT);
  history.facts(needs);
  expect(spendsLookedAt).toBe(spends + 1);
});
