import { type Derivation, type ExposureRequest, exposure, replaySchedule, verifyDerivation } from "@spendrail/analysis";
import type { Payment, Rule, SpendingPolicy } from "@spendrail/model";
import { describe, expect, it, test } from "vitest";

const START = "2026-06-17T12:00:00Z";

function policyOf(rules: Rule[], settings: Partial<SpendingPolicy> = {}): SpendingPolicy {
  return { version: 1, currency: "USD", ...settings, rules };
}

function reportOf(policy: SpendingPolicy, request: Partial<ExposureRequest> = {}) {
  const report = exposure(policy, { horizon: "P1D", start: START, ...request });
  if (!report.ok) throw new Error(JSON.stringify(report.issues));
  return report;
}

const daily = (max: string, more: Partial<Rule> = {}) =>
  ({ kind: "limit", per: { type: "calendar", unit: "day" }, max, ...more }) as Rule;
const lifetime = (max: string, more: Partial<Rule> = {}) => ({ kind: "limit", per: "lifetime", max, ...more }) as Rule;
const held = (amount: string, at: string): Payment => ({ id: `hold-${at}`, account: "agent", amount, at });

describe("local time", () => {
  const inNewYork = policyOf([daily("100")], { timeZone: "America/New_York" });
  test.each([
    ["24 hours touch three days where one of them has 23 hours", "2026-03-08T04:59:59.999Z", "300"],
    ["24 hours fit into one day of 25 hours", "2026-11-01T04:00:00Z", "100"],
    ["24 hours touch two ordinary days", "2026-06-17T12:00:00Z", "200"],
  ])("%s", (_, start, most) => {
    expect(reportOf(inNewYork, { start }).total.withApproval).toMatchObject({ kind: "exact", upper: most });
  });
});

describe("what is known beside the policy", () => {
  const before = "2026-06-16T09:00:00Z";
  test.each<[string, Rule[], Partial<ExposureRequest>, string]>([
    ["an open hold comes on top of the limits of today", [daily("500")], { inFlight: [held("200", before)] }, "1200"],
    ["and within a limit for ever", [lifetime("1000")], { inFlight: [held("300", before)] }, "1000"],
    ["the balance ends it", [daily("500")], { balance: "300" }, "300"],
    ["a reserve stays", [daily("500"), { kind: "reserve", keep: "120" }], { balance: "300" }, "180"],
    ["without a balance a reserve ends nothing", [daily("500"), { kind: "reserve", keep: "120" }], {}, "1000"],
  ])("%s", (_, rules, request, most) => {
    const policy = policyOf(rules);
    const found = reportOf(policy, request).total.withApproval;
    expect(found).toMatchObject({ kind: "exact", upper: most });
    expect(replaySchedule(policy, found.schedule, true, request)).toEqual({ ok: true, total: most });
    if (found.kind !== "unbounded")
      expect(verifyDerivation(policy, found.derivation, request)).toEqual({ ok: true, upper: most });
  });
});

test("the first days there are have windows too", () => {
  const anchored: Rule = { kind: "limit", per: { type: "anchored", duration: "P365D" }, max: "500" };
  const { total } = reportOf(policyOf([anchored]), { start: "0001-01-03T00:00:00Z" });
  expect(total.withApproval).toMatchObject({ upper: "500" });
});

test("each merchant and each category that the policy names has its own figure", () => {
  const report = reportOf(
    policyOf([
      lifetime("100", { on: { merchants: ["openai.com"] } }),
      lifetime("40", { on: { categories: ["groceries"] } }),
      lifetime("70", { by: "merchant" }),
      lifetime("900"),
    ]),
  );
  const uppers = (parts: { withApproval: object }[]) =>
    parts.map((part) => ({ ...part, withApproval: undefined, withoutApproval: undefined, ...part.withApproval }));
  expect(uppers(report.merchants)).toMatchObject([
    { merchants: ["openai.com"], kind: "exact", upper: "70" },
    { merchants: [], kind: "exact", upper: "70" },
  ]);
  expect(uppers(report.categories)).toMatchObject([{ category: "groceries", kind: "exact", upper: "40" }]);
  expect(report.total.withApproval).toMatchObject({ kind: "exact", upper: "900" });
});

test("the curve rises to the total, and stays between its bounds", () => {
  const { curve, total } = reportOf(policyOf([daily("100"), lifetime("450")]), { horizon: "P7D" });
  const points = curve.withApproval;
  expect(points.map(({ at, lower, upper }) => [at, lower, upper])).toEqual([
    ["2026-06-17T12:00:00Z", "100", "100"],
    ["2026-06-18T00:00:00Z", "200", "200"],
    ["2026-06-19T00:00:00Z", "300", "300"],
    ["2026-06-20T00:00:00Z", "400", "400"],
    ["2026-06-21T00:00:00Z", "450", "450"],
    ["2026-06-24T11:59:59.999Z", "450", "450"],
  ]);
  expect(points.at(-1)?.lower).toBe(total.withApproval.lower);
});

describe("a derivation that does not prove its bound is refused", () => {
  const policy = policyOf([daily("500"), { kind: "velocity", per: "lifetime", max: 3 }]);
  const found = reportOf(policy).total.withApproval;
  const derivation = (found.kind === "unbounded" ? undefined : found.derivation) as Derivation;
  const [step] = derivation.steps;
  if (step === undefined) throw new Error("there is no step");
  test.each<[string, Partial<Derivation>, RegExp]>([
    ["a lower sum", { upper: "999" }, /add up to 1000/],
    ["a lower step", { steps: [{ ...step, bound: "500" }], upper: "500" }, /lets out 1000/],
    ["no step at all", { steps: [], upper: "0" }, /no step bounds/],
    ["a rule that is not there", { steps: [{ ...step, rule: 7 }] }, /no payment draws on/],
    ["a shorter period than it says", { period: { from: START, until: START } }, /no period/],
  ])("%s", (_, change, reason) => {
    const verified = verifyDerivation(policy, { ...derivation, ...change });
    expect(verified).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });
});

test("a schedule that the policy denies does not replay", () => {
  const policy = policyOf([daily("500")]);
  const { schedule } = reportOf(policy).total.withApproval;
  const replayed = replaySchedule(policyOf([daily("400")]), schedule, true);
  expect(replayed).toMatchObject({ ok: false, decision: { code: "window_limit_exceeded" } });
});

describe("bad input is named", () => {
  const policy = policyOf([daily("500")]);
  it.each<[string, SpendingPolicy, Partial<ExposureRequest>, string]>([
    ["a policy", { ...policy, currency: "XXL" }, {}, "currency"],
    ["a horizon", policy, { horizon: "PT24H" }, "horizon"],
    ["a horizon of a hundred years", policy, { horizon: "P36500D" }, "horizon"],
    ["a start", policy, { start: "2026-06-17" }, "start"],
    ["the first day there is", policy, { start: "0001-01-01T00:00:00Z" }, "start"],
    ["a balance", policy, { balance: "-5" }, "balance"],
    ["options", policy, { options: { rates: { EUR: "1,08" } } }, "options"],
    ["a hold that is no payment", policy, { inFlight: [{} as Payment] }, "inFlight[0].id"],
    ["a hold of tomorrow", policy, { inFlight: [held("5", "2026-06-18T00:00:00Z")] }, "inFlight[0].at"],
    ["a hold of nothing", policy, { inFlight: [held("0", "2026-06-16T00:00:00Z")] }, "inFlight[0].amount"],
  ])("%s", (_, bad, request, path) => {
    const report = exposure(bad, { horizon: "P1D", start: START, ...request });
    expect(report.ok ? [] : report.issues.map((issue) => issue.path)).toContain(path);
  });
});

test("a derivation in parts is refused where the parts leave something out", () => {
  const policy = policyOf([daily("500"), { kind: "limit", per: { type: "calendar", unit: "week" }, max: "2000" }]);
  const found = reportOf(policy, { horizon: "P12D" }).total.withApproval;
  if (found.kind === "unbounded") throw new Error("it is bounded");
  const { derivation } = found;
  expect(derivation.steps.length).toBeGreaterThan(1);
  expect(verifyDerivation(policy, derivation)).toEqual({ ok: true, upper: "4500" });
  const steps = derivation.steps.slice(1);
  expect(verifyDerivation(policy, { ...derivation, steps })).toMatchObject({ ok: false });
  const doubled = [...derivation.steps, { ...derivation.steps[0], part: derivation.period } as (typeof steps)[number]];
  expect(verifyDerivation(policy, { ...derivation, steps: doubled })).toMatchObject({ ok: false });
});
