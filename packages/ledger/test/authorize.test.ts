import { authorize, createMemoryLedger } from "@spendrail/ledger";
import type { Payment, SpendingPolicy } from "@spendrail/model";
import { expect, test } from "vitest";

const policy: SpendingPolicy = {
  version: 1,
  currency: "USD",
  rules: [
    { kind: "limit", per: { type: "anchored", duration: "P1D" }, max: "100" },
    { kind: "approval", above: "60" },
  ],
};

const pay = (id: string, amount: string, at = "2026-03-02T12:00:00Z"): Payment => ({
  id,
  account: "agent",
  amount,
  merchant: "openai.com",
  at,
});
const clock = () => Date.parse("2026-03-02T12:00:00Z");

test("holds, captures, voids and refunds", async () => {
  const ledger = createMemoryLedger({ clock });
  const first = await authorize(ledger, policy, pay("p1", "50"));
  expect(first).toMatchObject({ outcome: "approved", hold: { state: "held", held: "50" } });
  expect(await authorize(ledger, policy, pay("p2", "50.01"))).toMatchObject({
    outcome: "denied",
    decision: { code: "window_limit_exceeded" },
  });
  expect(await ledger.capture({ account: "agent", payment: "p1", amount: "20", final: true })).toMatchObject({
    ok: true,
    spend: { state: "captured" },
  });
  expect(await authorize(ledger, policy, pay("p3", "60"))).toMatchObject({ outcome: "approved" });
  expect(await authorize(ledger, policy, pay("p4", "61"))).toMatchObject({ outcome: "denied" });
  expect(await ledger.void({ account: "agent", payment: "p3" })).toMatchObject({ ok: true });
  expect(await authorize(ledger, policy, pay("p5", "61"))).toMatchObject({ outcome: "pending_approval" });
  expect(await authorize(ledger, policy, pay("p1", "50"))).toEqual(first);
});

test("64 payments race for the last dollar", async () => {
  const ledger = createMemoryLedger({ clock });
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, n) => authorize(ledger, policy, pay(`p${n}`, "10"))),
  );
  expect(answers.filter(({ outcome }) => outcome === "approved")).toHaveLength(10);
  expect(answers.filter(({ outcome }) => outcome === "denied")).toHaveLength(54);
});
