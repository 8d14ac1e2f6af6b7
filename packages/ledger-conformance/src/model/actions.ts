import type { Rule, SpendingPolicy, Window } from "@spendrail/model";
import * as fc from "fast-check";

export const PARENTS = { red1: "red", red2: "red", blue: "org", red: "org" } as const;
export const ACCOUNTS = ["red1", "red2", "blue", "red", "org"] as const;

/** One thing that happens to a ledger. Amounts are in cents. */
export type Action =
  | { kind: "authorize"; account: string; id: string; amount: number; agoMs: number }
  | { kind: "capture"; account: string; id: string; amount: number | undefined; final: boolean }
  | { kind: "void"; account: string; id: string }
  | { kind: "refund"; account: string; id: string; amount: number | undefined; reopens: boolean }
  | { kind: "pass"; ms: number }
  | { kind: "policy"; account: string; policy: SpendingPolicy }
  | { kind: "freeze"; account: string }
  | { kind: "unfreeze"; account: string };

const account = fc.constantFrom(...ACCOUNTS);
const id = fc.nat(12).map((n) => `p${n}`);
const amount = fc.constantFrom(100, 250, 1000, 3333);
const part = fc.option(amount, { nil: undefined });

const windows: (Window | "lifetime")[] = [
  "lifetime",
  { type: "anchored", duration: "PT1H" },
  { type: "anchored", duration: "P1D" },
  { type: "sliding", duration: "PT1H" },
  { type: "sliding", duration: "P1D" },
  { type: "calendar", unit: "day" },
  { type: "calendar", unit: "hour" },
];
const window = fc.constantFrom(...windows);
const cap: fc.Arbitrary<Rule> = fc.oneof(
  fc
    .record({ per: window, max: fc.constantFrom("10", "40", "66.66", "100"), exclusive: fc.boolean() })
    .map(({ exclusive, ...rest }) => ({
      kind: "limit" as const,
      ...rest,
      ...(exclusive ? { exclusive: true as const } : {}),
    })),
  fc.record({ kind: fc.constant("velocity" as const), per: window, max: fc.integer({ min: 1, max: 6 }) }),
);
const policy = fc
  .tuple(fc.array(cap, { minLength: 1, maxLength: 3 }), fc.constantFrom(undefined, "America/New_York"))
  .map(
    ([rules, timeZone]): SpendingPolicy => ({
      version: 1,
      currency: "USD",
      ...(timeZone === undefined ? {} : { timeZone }),
      rules,
    }),
  );

const MINUTE_MS = 60_000;
export const anyAction: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("authorize" as const),
      account,
      id,
      amount,
      agoMs: fc.constantFrom(0, 0, 0, 1, 2 * MINUTE_MS, 5 * MINUTE_MS, 5 * MINUTE_MS + 1),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("capture" as const), account, id, amount: part, final: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("void" as const), account, id }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("refund" as const), account, id, amount: part, reopens: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("pass" as const),
      ms: fc.constantFrom(
        1,
        MINUTE_MS,
        30 * MINUTE_MS,
        60 * MINUTE_MS,
        24 * 60 * MINUTE_MS - 1,
        24 * 60 * MINUTE_MS,
        8 * 24 * 60 * MINUTE_MS,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("policy" as const), account, policy }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("freeze" as const, "unfreeze" as const), account }) },
);

/** A policy for each account to begin with. */
export const anyPolicies: fc.Arbitrary<SpendingPolicy[]> = fc.array(policy, {
  minLength: ACCOUNTS.length,
  maxLength: ACCOUNTS.length,
});
