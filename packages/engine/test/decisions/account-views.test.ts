import { combine, compilePolicy, createMemoryHistory, evaluate, headroom, summary } from "@spendrail/engine";
import type { Payment, Rule, SpendingPolicy } from "@spendrail/model";
import { describe, expect, it } from "vitest";
import { USUAL_PAYMENT } from "./situation.js";

const policyOf = (...rules: Rule[]): SpendingPolicy => ({ version: 1, currency: "USD", rules });
const DAY = { type: "anchored", duration: "P1D" } as const;

function historyOf(...spends: Partial<Payment>[]) {
  const history = createMemoryHistory();
  for (const spend of spends) expect(history.record({ ...USUAL_PAYMENT, ...spend })).toEqual({ ok: true });
  return history;
}

describe("headroom: the largest amount that would not be denied", () => {
  const { amount: _, ...shape } = USUAL_PAYMENT;
  const { token: __, ...inDollars } = shape;
  const spent = { history: historyOf({ amount: "30", at: "2026-03-04T11:00:00Z" }) };
  const rows: [string, Rule[], object, object, string][] = [
    ["nothing caps it", [], shape, {}, "unlimited"],
    ["one limit", [{ kind: "limit", per: DAY, max: "100" }], shape, spent, "70"],
    [
      "the tightest of several",
      [
        { kind: "limit", per: DAY, max: "100" },
        { kind: "limit", per: "transaction", max: "50" },
      ],
      shape,
      spent,
      "50",
    ],
    ["a fee comes off", [{ kind: "limit", per: DAY, max: "100" }], { ...shape, fee: "0.5" }, spent, "69.5"],
    [
      "below an exclusive limit, to the token's precision",
      [{ kind: "limit", per: "transaction", max: "50", exclusive: true }],
      shape,
      {},
      "49.999999",
    ],
    [
      "below an exclusive limit, to the cent",
      [{ kind: "limit", per: "transaction", max: "50", exclusive: true }],
      inDollars,
      {},
      "49.99",
    ],
    ["balance and reserve", [{ kind: "reserve", keep: "5" }], shape, { account: { balance: "20" } }, "15"],
    [
      "another currency, rounded down",
      [{ kind: "limit", per: "transaction", max: "50" }],
      { ...inDollars, currency: "EUR" },
      { options: { rates: { EUR: "1.1" } } },
      "45.45",
    ],
    [
      "an amount that would be a duplicate",
      [
        { kind: "limit", per: "transaction", max: "30" },
        { kind: "duplicate", within: "P1D" },
      ],
      shape,
      spent,
      "29.999999",
    ],
    [
      "approval does not lower it",
      [
        { kind: "limit", per: "transaction", max: "50" },
        { kind: "approval", above: "20" },
      ],
      shape,
      {},
      "50",
    ],
    ["the limit is used up", [{ kind: "limit", per: DAY, max: "30" }], shape, spent, "0"],
    ["a blocked merchant", [{ kind: "block", what: { merchants: ["openai.com"] } }], shape, {}, "0"],
    ["a malformed shape", [], { ...shape, at: "noon" }, {}, "0"],
  ];
  it.each(rows)("%s", (_title, rules, payment, context, expected) => {
    expect(headroom(policyOf(...rules), payment as typeof shape, context)).toBe(expected);
  });
});

describe("summary: what each limit has counted", () => {
  const history = historyOf(
    { amount: "30", fee: "1", at: "2026-03-02T09:00:00Z" },
    { amount: "20", at: "2026-03-04T11:00:00Z" },
    { amount: "5", merchant: "arxiv.org", at: "2026-03-04T11:30:00Z" },
  );
  const at = "2026-03-04T12:00:00Z";
  it("gives maximum, spent, remaining and reset of every limit in force", () => {
    const policy = policyOf(
      { kind: "limit", per: "transaction", max: "50" },
      { kind: "limit", per: DAY, max: "40" },
      { kind: "limit", per: { type: "calendar", unit: "week" }, max: "50" },
      { kind: "velocity", per: { type: "sliding", duration: "PT1H" }, max: 3 },
      { kind: "limit", per: "lifetime", max: "1000", by: "merchant" },
      { kind: "limit", per: "lifetime", max: "1", during: { days: ["sunday"] } },
    );
    expect(summary(policy, "research-agent", { history, at })).toEqual({
      ok: true,
      limits: [
        { rule: 0, counts: "money", per: "transaction", limit: "50", spent: "0", remaining: "50" },
        {
          rule: 1,
          counts: "money",
          per: DAY,
          limit: "40",
          spent: "25",
          remaining: "15",
          resetsAt: "2026-03-05T11:00:00Z",
        },
        {
          rule: 2,
          counts: "money",
          per: { type: "calendar", unit: "week" },
          limit: "50",
          spent: "56",
          remaining: "0",
          resetsAt: "2026-03-09T00:00:00Z",
        },
        {
          rule: 3,
          counts: "payments",
          per: { type: "sliding", duration: "PT1H" },
          limit: "3",
          spent: "1",
          remaining: "2",
          resetsAt: "2026-03-04T12:30:00Z",
        },
        {
          rule: 4,
          counts: "money",
          per: "lifetime",
          partition: "arxiv.org",
          limit: "1000",
          spent: "5",
          remaining: "995",
        },
        {
          rule: 4,
          counts: "money",
          per: "lifetime",
          partition: "openai.com",
          limit: "1000",
          spent: "51",
          remaining: "949",
        },
      ],
    });
  });
  it("names what is wrong with an instant or a policy", () => {
    expect(summary(policyOf(), "research-agent", { at: "noon" })).toMatchObject({
      ok: false,
      issues: [{ path: "at" }],
    });
    expect(summary({ ...policyOf(), currency: "dollars" }, "research-agent", { at })).toMatchObject({
      ok: false,
      issues: [{ path: "currency" }],
    });
  });
});

describe("combine: every policy must approve", () => {
  const generous = policyOf({ kind: "limit", per: "transaction", max: "100" });
  const strict = policyOf({ kind: "limit", per: "transaction", max: "5" });
  const blocking = policyOf({ kind: "block" });
  const asking = (approvers: number) => policyOf({ kind: "approval", approvers });
  const rows: [string, SpendingPolicy[], object][] = [
    ["all approve", [generous, generous], { outcome: "approve", policy: 0 }],
    ["the first denial in order decides", [generous, strict, blocking], { code: "per_transaction_limit", policy: 1 }],
    ["a denial comes before an approval", [asking(2), strict], { code: "per_transaction_limit", policy: 1 }],
    [
      "the most approvers are asked for",
      [asking(1), generous, asking(3), asking(3)],
      { outcome: "require_approval", approvers: 3, policy: 2 },
    ],
    ["no policy at all denies", [], { outcome: "deny", code: "internal_error" }],
  ];
  it.each(rows)("%s", (_title, policies, expected) => {
    expect(combine(policies).evaluate(USUAL_PAYMENT)).toMatchObject(expected);
  });
  it("judges each policy by its own history, and denies where none is given for one", () => {
    const spent = { history: historyOf({ amount: "95", at: "2026-03-04T11:00:00Z" }) };
    const daily = policyOf({ kind: "limit", per: DAY, max: "100" });
    const combined = combine([daily, compilePolicy(daily)]);
    expect(combined.evaluate(USUAL_PAYMENT, [{}, spent])).toMatchObject({ code: "window_limit_exceeded", policy: 1 });
    expect(combined.evaluate(USUAL_PAYMENT, [{}])).toMatchObject({ code: "internal_error", policy: 1 });
    expect(
      combined.decide(
        USUAL_PAYMENT,
        combined.needs(USUAL_PAYMENT).map(() => ({ totals: [] })),
      ),
    ).toMatchObject({ code: "internal_error" });
  });
});

describe("createMemoryHistory", () => {
  const limit = policyOf({ kind: "limit", per: "lifetime", max: "100" });
  it("refuses what is no spend, and keeps what it has", () => {
    const history = historyOf({ amount: "95" });
    expect(history.record({ ...USUAL_PAYMENT, amount: "-95" })).toMatchObject({
      ok: false,
      issues: [{ path: "amount", code: "out_of_range" }],
    });
    expect(history.record({ ...USUAL_PAYMENT, fee: "-1" })).toMatchObject({ ok: false, issues: [{ path: "fee" }] });
    expect(history.record("spend")).toMatchObject({ ok: false });
    expect(evaluate(limit, USUAL_PAYMENT, { history }).code).toBe("total_limit_exceeded");
  });
  it("keeps accounts apart", () => {
    const history = historyOf({ amount: "95", account: "other-agent" });
    expect(evaluate(limit, USUAL_PAYMENT, { history }).code).toBe("ok");
  });
  it("puts late spends in their place", () => {
    const history = createMemoryHistory();
    const day = compilePolicy(policyOf({ kind: "limit", per: DAY, max: "100" }));
    const paid = (amount: string, at: string) => history.record({ ...USUAL_PAYMENT, amount, at });
    paid("60", "2026-03-03T10:00:00Z");
    expect(evaluate(day, { ...USUAL_PAYMENT, amount: "60", at: "2026-03-03T12:00:00Z" }, { history }).code).toBe(
      "window_limit_exceeded",
    );
    paid("1", "2026-03-02T11:00:00Z");
    // The late spend opened a window that takes the other one in and ends before noon.
    expect(evaluate(day, { ...USUAL_PAYMENT, amount: "60", at: "2026-03-03T12:00:00Z" }, { history }).code).toBe("ok");
  });
});
