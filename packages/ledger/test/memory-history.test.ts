import { evaluate, headroom, summary } from "@spendrail/engine";
import { authorize, createMemoryLedger } from "@spendrail/ledger";
import type { Payment, SpendingPolicy } from "@spendrail/model";
import { expect, test } from "vitest";

const at = "2026-03-02T12:00:00Z";
const pay = (id: string, amount: string): Payment => ({ id, account: "agent", amount, merchant: "openai.com", at });
const kept: SpendingPolicy = {
  version: 1,
  currency: "USD",
  rules: [{ kind: "limit", per: { type: "anchored", duration: "P1D" }, max: "100" }],
};
const other: SpendingPolicy = {
  version: 1,
  currency: "USD",
  rules: [
    { kind: "limit", per: { type: "calendar", unit: "month" }, max: "70", by: "merchant" },
    { kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "200" },
  ],
};

test("a ledger in memory is a history for the evaluator", async () => {
  const history = createMemoryLedger({ clock: () => Date.parse(at) });
  await history.setPolicy({ account: "agent", policy: kept, by: "owner" });
  await authorize(history, undefined, pay("a", "60"));
  const { id: _id, amount: _amount, ...shape } = pay("b", "1");
  for (const [policy, room] of [
    [kept, "40"],
    [other, "10"],
  ] as const) {
    expect(headroom(policy, { id: "b", ...shape }, { history })).toBe(room);
    expect(evaluate(policy, pay("b", room), { history })).toMatchObject({ outcome: "approve" });
    expect(evaluate(policy, pay("b", `${room}.01`), { history })).toMatchObject({ outcome: "deny" });
  }
  expect(summary(other, "agent", { history, at })).toMatchObject({
    limits: [
      { partition: "openai.com", spent: "60" },
      { spent: "60", remaining: "140" },
    ],
  });
});
