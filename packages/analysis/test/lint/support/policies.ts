import type { Amount, Duration, Per, Rule, Selector, SpendingPolicy, Window } from "@spendrail/model";
import * as fc from "fast-check";

// Policies of a few rules over the same few payees, amounts and windows, so that rules meet and bear on one another.

const amount: fc.Arbitrary<Amount> = fc.constantFrom("10", "20", "25", "30", "50", "100", "150", "200", "500", "1000");
const duration: fc.Arbitrary<Duration> = fc.constantFrom("PT1H", "PT6H", "P1D", "P1D", "P1D", "P7D", "P30D");

const window: fc.Arbitrary<Window> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant("anchored" as const), duration }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("sliding" as const), duration }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("calendar" as const),
      unit: fc.constantFrom("hour" as const, "day" as const, "week" as const, "month" as const, "quarter" as const),
    }),
  },
);

const per: fc.Arbitrary<Per> = fc.oneof(
  { weight: 3, arbitrary: fc.constant("transaction" as const) },
  { weight: 1, arbitrary: fc.constant("lifetime" as const) },
  { weight: 5, arbitrary: window },
);

export const anySelector: fc.Arbitrary<Selector> = fc.constantFrom<Selector>(
  { merchants: ["openai.com"] },
  { merchants: ["api.openai.com", "openai.com"] },
  { merchants: ["*.openai.com"] },
  { merchants: ["aws.amazon.com"] },
  { categories: ["groceries"] },
  { categories: ["gambling", "groceries"] },
  { categories: ["groceries"], merchants: ["openai.com"] },
  { mccs: ["5411"] },
  { tokens: ["USDC"] },
  { tokens: ["USDC"], chains: ["base"] },
  { chains: ["base"] },
  { countries: ["DE"] },
  { recipients: ["Vendor-7"] },
  { merchantHistory: "new" },
  { merchantHistory: "known" },
);

const maybe = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: weight, nil: undefined });
const by = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  "merchant" as const,
  "category" as const,
  "recipient" as const,
);
const on = fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: anySelector });
const yes = fc.constantFrom(undefined, undefined, true as const);
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const conditions = fc.record({
  except: seldom(anySelector),
  during: seldom(
    fc.constantFrom(
      { days: ["saturday" as const, "sunday" as const] },
      { hours: { from: "09:00", to: "17:00" } },
      { hours: { from: "22:00", to: "06:00" } },
    ),
  ),
  validUntil: seldom(fc.constant("2026-06-20T00:00:00Z")),
});

const limit = fc.record({ kind: fc.constant("limit" as const), per, max: amount, exclusive: yes, by, on });
const velocity = fc.record({
  kind: fc.constant("velocity" as const),
  per: fc.oneof({ weight: 1, arbitrary: fc.constant("lifetime" as const) }, { weight: 6, arbitrary: window }),
  max: fc.constantFrom(1, 2, 3, 5, 10, 20),
  by,
  on,
});
const approval = fc
  .record({
    kind: fc.constant("approval" as const),
    above: maybe(8, amount),
    inclusive: yes,
    per: maybe(2, per),
    by,
    approvers: fc.constantFrom(undefined, undefined, 2, 3),
    on,
  })
  .map(({ above, inclusive, per, by, ...rest }) =>
    above === undefined
      ? rest
      : {
          ...rest,
          above,
          inclusive,
          ...(per === "transaction" ? { per: undefined } : { per, by: per === undefined ? undefined : by }),
        },
  );
const block = fc.record({ kind: fc.constant("block" as const), what: anySelector });
const allow = fc.record({ kind: fc.constant("allow" as const), only: anySelector });

const others: fc.Arbitrary<Rule> = fc.constantFrom<Rule>(
  { kind: "schedule", only: { days: ["saturday", "sunday"] } },
  { kind: "schedule", only: { hours: { from: "22:00", to: "06:00" } } },
  { kind: "block", during: { days: ["saturday", "sunday"] } },
  { kind: "block", during: { hours: { from: "20:00", to: "08:00" } } },
  { kind: "drift", max: "1" },
  { kind: "drift", max: "0.5" },
  { kind: "duplicate", within: "P1D" },
  { kind: "alert", at: "0.8", per: "lifetime" },
  { kind: "alert", at: "0.5" },
);

function withConditions<Body extends object>(body: fc.Arbitrary<Body>, excepts = true): fc.Arbitrary<Rule> {
  return fc
    .tuple(body, conditions)
    .map(([rule, { except, ...times }]) =>
      compact({ ...rule, ...times, ...(excepts && { except }) } as unknown as Rule),
    );
}

/** A value without its absent keys, as JSON has it. */
function compact<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const rule: fc.Arbitrary<Rule> = fc.oneof(
  { weight: 8, arbitrary: withConditions(limit) },
  { weight: 3, arbitrary: withConditions(velocity) },
  { weight: 2, arbitrary: withConditions(approval) },
  { weight: 1, arbitrary: withConditions(block) },
  { weight: 1, arbitrary: withConditions(allow, false) },
  { weight: 1, arbitrary: others },
);

const listed = fc.oneof(
  { weight: 3, arbitrary: withConditions(block) },
  { weight: 3, arbitrary: withConditions(allow, false) },
  { weight: 1, arbitrary: withConditions(limit) },
  { weight: 2, arbitrary: others },
);

function policyOf(rules: fc.Arbitrary<Rule>): fc.Arbitrary<SpendingPolicy> {
  return fc
    .record({
      version: fc.constant(1 as const),
      currency: fc.constant("USD"),
      timeZone: fc.constantFrom(undefined, undefined, "Europe/Berlin", "America/Havana"),
      rules: fc.array(rules, { minLength: 2, maxLength: 6 }),
    })
    .map((policy) => compact(policy as unknown as SpendingPolicy));
}

const anyListPolicy = policyOf(listed);

const closing: fc.Arbitrary<Rule[]> = fc.oneof(
  fc.tuple(anySelector, anySelector).map(([only, more]): Rule[] => [
    { kind: "allow", only },
    { kind: "block", what: only },
    { kind: "block", what: more },
  ]),
  fc.constantFrom<Rule[]>(
    [
      { kind: "schedule", only: { days: ["saturday", "sunday"] } },
      { kind: "block", during: { days: ["saturday", "sunday"] } },
    ],
    [
      { kind: "schedule", only: { hours: { from: "22:00", to: "06:00" } } },
      { kind: "block", during: { hours: { from: "20:00", to: "08:00" } } },
    ],
    [
      { kind: "schedule", only: { hours: { from: "22:00", to: "06:00" } } },
      { kind: "block", during: { hours: { from: "22:00", to: "05:00" } } },
    ],
  ),
);

/** Policies of lists and times that often leave nothing open, in canonical form. */
export const anyNarrowPolicy: fc.Arbitrary<SpendingPolicy> = fc
  .tuple(closing, anyListPolicy, fc.nat(2))
  .map(([rules, policy, others]) => ({ ...policy, rules: [...rules, ...policy.rules.slice(0, others)] }));

/** Any policy in which rules bear on one another, in canonical form. */
export const anyMeetingPolicy: fc.Arbitrary<SpendingPolicy> = fc.oneof(
  { weight: 3, arbitrary: policyOf(rule) },
  { weight: 1, arbitrary: anyListPolicy },
);
