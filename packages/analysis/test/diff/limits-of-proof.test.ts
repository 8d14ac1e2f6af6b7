import { diffPolicies, isAtMostAsPermissive } from "@spendrail/analysis";
import type { Rule, SpendingPolicy } from "@spendrail/model";
import { describe, expect, it, test } from "vitest";

function policyOf(rules: Rule[], settings: Partial<SpendingPolicy> = {}): SpendingPolicy {
  return { version: 1, currency: "USD", ...settings, rules };
}

const perDay: Rule = { kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "500" };
const forEver: Rule = { kind: "limit", per: "lifetime", max: "500" };
const inOfficeHours: Rule = { kind: "schedule", only: { hours: { from: "09:00", to: "17:00" } } };

describe("where neither is proved, it says so and why", () => {
  it.each<[string, SpendingPolicy, SpendingPolicy, RegExp]>([
    ["different currencies", policyOf([perDay]), policyOf([perDay], { currency: "EUR" }), /different currencies/],
    [
      "schedules in different time zones",
      policyOf([inOfficeHours]),
      policyOf([inOfficeHours], { timeZone: "Europe/Berlin" }),
      /different time zones/,
    ],
    ["a refund would tell", policyOf([perDay, forEver]), policyOf([forEver]), /as long as nothing is refunded/],
  ])("%s", (_, before, after, reason) => {
    const diff = diffPolicies(before, after);
    if (!diff.ok) throw new Error(JSON.stringify(diff.issues));
    const reasons = diff.undecided.map(({ message }) => message);
    expect([diff.verdict, reasons[0]]).toEqual(["not_decided", expect.stringMatching(reason)]);
    expect(isAtMostAsPermissive(after, before)).toMatchObject({ ok: true, answer: "not_decided" });
  });
});

test("a rule is made up for by one rule for some payments, and another for the rest", () => {
  const perPayment: Rule = { kind: "limit", per: "transaction", max: "50" };
  const split = policyOf([
    { ...perPayment, on: { merchants: ["openai.com"] } },
    { ...perPayment, except: { merchants: ["openai.com"] } },
  ]);
  expect(diffPolicies(policyOf([perPayment]), split)).toMatchObject({ ok: true, verdict: "equivalent", undecided: [] });
});

test("each change has a verdict of its own", () => {
  const before = policyOf([perDay, { kind: "limit", per: "transaction", max: "50" }]);
  const after = policyOf([
    { kind: "limit", per: "transaction", max: "60" },
    { ...perDay, max: "400" },
    { kind: "block", what: { categories: ["gambling"] } },
  ]);
  expect(diffPolicies(before, after)).toMatchObject({
    ok: true,
    verdict: "incomparable",
    loosenings: [{ rule: 1, payment: { amount: "50.01" }, history: [] }],
    rules: [
      { before: 0, after: 1, verdict: "tighter" },
      { before: 1, after: 0, verdict: "looser" },
      { after: 2, verdict: "tighter" },
    ],
  });
});

test("the smallest witness of a window is one spend and one payment", () => {
  const diff = diffPolicies(policyOf([perDay]), policyOf([{ ...perDay, max: "600" }]));
  expect(diff).toMatchObject({ ok: true, verdict: "looser", loosenings: [{ rule: 0, payment: { amount: "500.01" } }] });
});

test("invalid policies are named, each with its side", () => {
  const good = policyOf([perDay]);
  const bad = policyOf([{ ...perDay, max: "-1" } as Rule]);
  expect(diffPolicies(good, bad)).toMatchObject({ ok: false, issues: [{ policy: "after", path: "rules[0].max" }] });
  expect(isAtMostAsPermissive(good, bad)).toMatchObject({ ok: false, issues: [{ policy: "before" }] });
});

test("policies of the first and the last days there are can be compared", () => {
  const ancient = policyOf([perDay, forEver], { validUntil: "0001-01-04T00:00:00Z" });
  const last = policyOf([perDay], { validFrom: "9999-12-29T00:00:00Z" });
  expect(diffPolicies(ancient, last)).toMatchObject({ ok: true, verdict: "incomparable" });
  // There is no time before in which to have spent.
  expect(diffPolicies(ancient, { ...ancient, rules: [perDay] })).toMatchObject({ ok: true, verdict: "not_decided" });
});
