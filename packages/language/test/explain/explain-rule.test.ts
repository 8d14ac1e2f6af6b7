import type { Rule, SpendingPolicy } from "@spendrail/model";
import { expect, test } from "vitest";
import { explainRule } from "../../src/explain/explain-rule.js";

const DAY = { type: "anchored", duration: "P1D" } as const;

const RULES: Rule[] = [
  { kind: "limit", per: "transaction", max: "50" },
  { kind: "limit", per: DAY, max: "500" },
  { kind: "limit", per: { type: "anchored", duration: "PT8H" }, max: "500", exclusive: true },
  { kind: "limit", per: { type: "anchored", duration: "PT11M" }, max: "5" },
  { kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "500", by: "merchant" },
  { kind: "limit", per: "lifetime", max: "5000", on: { merchants: ["*.example.com"] } },
  ...(["hour", "day", "week", "month", "quarter", "year"] as const).map(
    (unit): Rule => ({ kind: "limit", per: { type: "calendar", unit }, max: "500" }),
  ),
  { kind: "velocity", per: DAY, max: 10, by: "recipient" },
  { kind: "allow", only: { merchants: ["openai.com"] } },
  { kind: "allow", only: { merchantHistory: "known" }, during: { days: ["sunday"] } },
  { kind: "block" },
  { kind: "block", what: { categories: ["gambling"] }, validUntil: "2027-01-01T00:00:00Z" },
  { kind: "block", during: { hours: { from: "22:00", to: "06:00" } } },
  { kind: "approval" },
  { kind: "approval", above: "200" },
  { kind: "approval", above: "200", inclusive: true, approvers: 2 },
  { kind: "approval", above: "500", per: DAY, by: "merchant", on: { merchantHistory: "new" } },
  { kind: "duplicate", within: "P7D" },
  { kind: "schedule", only: { days: ["saturday", "sunday"] } },
  { kind: "schedule", only: { days: ["friday"], hours: { from: "18:00", to: "02:00" } } },
  { kind: "drift", max: "0.5" },
  { kind: "reserve", keep: "100" },
  { kind: "alert", at: "0.8" },
  {
    kind: "limit",
    per: DAY,
    max: "20",
    except: { categories: ["groceries"] },
    during: { days: ["saturday", "sunday"] },
    validFrom: "2026-06-01T00:00:00Z",
  },
];

test("what each rule means", async () => {
  const policy: SpendingPolicy = { version: 1, currency: "USD", rules: RULES };
  const explained = RULES.map((rule) => `${explainRule(rule, policy)}\n`).join("\n");
  await expect(explained).toMatchFileSnapshot("explained-rules.txt");
});

test("weeks and hours are those of the policy", () => {
  const policy: SpendingPolicy = {
    version: 1,
    currency: "EUR",
    timeZone: "Europe/Berlin",
    weekStartsOn: "sunday",
    rules: [],
  };
  const rule: Rule = { kind: "limit", per: { type: "calendar", unit: "week" }, max: "500" };
  expect(explainRule(rule, policy)).toBe(
    "At most €500 per calendar week: from midnight at the start of Sunday to the start of the next week (Europe/Berlin); amount and fee count.",
  );
});
