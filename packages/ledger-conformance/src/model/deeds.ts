import type { Ledger } from "@spendrail/ledger";
import {
  formatInstant,
  type Payment,
  type Rule,
  type Selector,
  type SpendingPolicy,
  type Window,
} from "@spendrail/model";
import * as fc from "fast-check";

/** Three agents, and what may be above them. */
export const ACCOUNTS = ["a", "b", "c", "team", "org"] as const;
const HOUR_MS = 3_600_000;

/** Where and when a deed is done. */
export interface Scene {
  readonly ledger: Ledger;
  readonly nowMs: number;
  /** Another for each deed. */
  readonly nth: number;
  /** The payments so far. */
  readonly made: Payment[];
}

/** Something that happens to a ledger. */
export type Deed = (scene: Scene) => Promise<unknown>;

const account = fc.constantFrom(...ACCOUNTS);
const agent = fc.constantFrom("a", "b", "c");
/** Picks one of the payments so far. */
const which = fc.nat(1000);
const amount = fc.constantFrom("0.01", "5", "10", "33.33");
const part = fc.option(fc.constantFrom("0.01", "3", "5", "10"), { nil: undefined });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const window = fc.constantFrom<(Window | "lifetime")[]>(
  "lifetime",
  { type: "anchored", duration: "PT1H" },
  { type: "sliding", duration: "PT1H" },
  { type: "sliding", duration: "P1D" },
  { type: "calendar", unit: "day" },
);
const rule: fc.Arbitrary<Rule> = fc.oneof(
  { weight: 5, arbitrary: limit() },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("velocity" as const), per: window, max: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("approval" as const),
      above: fc.constantFrom("4", "20"),
      approvers: fc.constantFrom(1, 2),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Rule>({ kind: "duplicate", within: "PT1H" }) },
);

function limit(): fc.Arbitrary<Rule> {
  return fc
    .record({
      per: window,
      max: fc.constantFrom("15", "40", "66.66", "150"),
      by: maybe(fc.constantFrom("merchant" as const, "category" as const)),
      on: maybe(fc.constantFrom<Selector[]>({ merchantHistory: "new" }, { categories: ["ai"] })),
    })
    .map(({ per, max, by, on }) => ({
      kind: "limit",
      per,
      max,
      ...(by === undefined ? {} : { by }),
      ...(on === undefined ? {} : { on }),
    }));
}

/** Mostly in dollars; one rule of each that asks for people, so that the policy stays canonical. */
export const anyMixedPolicy: fc.Arbitrary<SpendingPolicy> = fc
  .record({
    currency: fc.constantFrom("USD", "USD", "USD", "EUR"),
    rules: fc.uniqueArray(rule, { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) }),
  })
  .map(({ currency, rules }) => ({ version: 1, currency, rules }));

const facts = fc.record({
  account: agent,
  amount,
  fee: maybe(fc.constantFrom("0.5", "1")),
  merchant: maybe(fc.constantFrom("openai.com", "arxiv.org", "github.com")),
  category: maybe(fc.constantFrom("ai", "travel")),
  currency: maybe(fc.constantFrom("USD", "EUR")),
});
const offMs = fc.constantFrom(0, 0, 0, -60_000, 59_000);

/** Without what is not stated. */
function stated<Facts extends object>(facts: Facts): object {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function nameOf({ made }: Scene, which: number): { account: string; payment: string } {
  const { account, id } = made[which % made.length] ?? { account: "a", id: "none" };
  return { account, payment: id };
}

function approvalOf(scene: Scene, which: number): string {
  const { account, payment } = nameOf(scene, which);
  return `${account}/${payment}`;
}

const settling = fc.record({ which, part, flag: fc.boolean() });
const deed: fc.Arbitrary<[string, Deed]> = fc.oneof(
  deeds(12, "pay", fc.record({ facts, offMs }), ({ facts, offMs }) => ({ ledger, nowMs, nth, made }) => {
    const one = { id: `p${nth}`, ...stated(facts), at: formatInstant(nowMs + offMs) } as Payment;
    made.push(one);
    return ledger.authorize(one);
  }),
  deeds(
    2,
    "pay again",
    which,
    (which) =>
      ({ ledger, made }) =>
        ledger.authorize(made[which % made.length]),
  ),
  deeds(
    6,
    "capture",
    settling,
    ({ which, part, flag }) =>
      (scene) =>
        scene.ledger.capture({ ...nameOf(scene, which), id: `${scene.nth}`, final: flag, ...stated({ amount: part }) }),
  ),
  deeds(3, "void", which, (which) => (scene) => scene.ledger.void({ ...nameOf(scene, which), id: `${scene.nth}` })),
  deeds(
    5,
    "refund",
    settling,
    ({ which, part, flag }) =>
      (scene) =>
        scene.ledger.refund({
          ...nameOf(scene, which),
          id: `${scene.nth}`,
          reopens: flag,
          ...stated({ amount: part }),
        }),
  ),
  deeds(
    8,
    "approve",
    fc.record({ which, approver: fc.constantFrom("ann", "bob") }),
    ({ which, approver }) =>
      (scene) =>
        scene.ledger.approve({ approval: approvalOf(scene, which), approver }),
  ),
  deeds(
    1,
    "reject",
    which,
    (which) => (scene) => scene.ledger.reject({ approval: approvalOf(scene, which), by: "owner" }),
  ),
  deeds(
    2,
    "set",
    fc.record({ account, policy: anyMixedPolicy }),
    (request) =>
      ({ ledger }) =>
        ledger.setPolicy({ ...request, by: "owner" }),
  ),
  deeds(
    2,
    "except",
    fc.record({ account, policy: anyMixedPolicy }),
    (request) =>
      ({ ledger, nowMs }) =>
        ledger.setPolicy({ ...request, by: "owner", until: formatInstant(nowMs + HOUR_MS) }),
  ),
  deeds(
    2,
    "put below",
    fc.record({ account, parents: fc.subarray([...ACCOUNTS]) }),
    (request) =>
      ({ ledger }) =>
        ledger.setParents({ ...request, by: "owner" }),
  ),
  deeds(
    1,
    "freeze",
    account,
    (account) =>
      ({ ledger }) =>
        ledger.freeze({ account, reason: "odd", by: "owner" }),
  ),
  deeds(
    3,
    "unfreeze",
    account,
    (account) =>
      ({ ledger }) =>
        ledger.unfreeze({ account, by: "owner" }),
  ),
  deeds(
    2,
    "expire",
    fc.constant(undefined),
    () =>
      ({ ledger }) =>
        ledger.expire(),
  ),
);

function deeds<Facts>(
  weight: number,
  name: string,
  facts: fc.Arbitrary<Facts>,
  deedOf: (facts: Facts) => Deed,
): fc.WeightedArbitrary<[string, Deed]> {
  return { weight, arbitrary: facts.map((each) => [`${name} ${JSON.stringify(each)}`, deedOf(each)]) };
}

const pass = fc.constantFrom(0, 0, 0, 1, 1000, 60_000, HOUR_MS - 1, HOUR_MS, 24 * HOUR_MS);
/** Steps that follow each other, each of one deed or of several at once, and the time that passes before it. */
export const anyMixture = fc.array(fc.tuple(pass, fc.array(deed, { minLength: 1, maxLength: 3 })), {
  size: "max",
  maxLength: 40,
});
