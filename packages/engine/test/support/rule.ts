import type { Amount, Conditions, Rule, RuleBody, RuleKind, Selector } from "@spendrail/model";
import * as fc from "fast-check";
import { anyShare, everydayAmount } from "./amounts.js";
import { oneIn, recordOf } from "./optional.js";
import { selectorOf } from "./selector.js";
import { anyDuration, anyPer, anySchedule, anyValidity, anyWindow } from "./times.js";
import { FEW, type Values } from "./values.js";

/** How often each kind of rule is chosen. */
export type KindWeights = Record<RuleKind, number>;

export const EVENLY: KindWeights = {
  limit: 3,
  velocity: 1,
  allow: 1,
  block: 1,
  approval: 1,
  duplicate: 1,
  schedule: 1,
  drift: 1,
  reserve: 1,
  alert: 1,
};

const partition = fc.constantFrom("merchant" as const, "category" as const, "recipient" as const);
const yes = fc.constant(true as const);

/** The rules of each kind, without conditions. */
function bodiesOf(amount: fc.Arbitrary<Amount>, selector: fc.Arbitrary<Selector>) {
  const on = oneIn(3, selector);
  const count = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: 5 }) },
    { weight: 1, arbitrary: fc.nat({ max: Number.MAX_SAFE_INTEGER }) },
  );
  const approvers = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 2, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: Number.MAX_SAFE_INTEGER }) },
  );
  const is = <K extends RuleKind>(kind: K) => fc.constant(kind);
  const withoutThreshold = recordOf({ kind: is("approval"), approvers: oneIn(2, approvers), on });
  const threshold = recordOf({
    kind: is("approval"),
    above: amount,
    inclusive: oneIn(3, yes),
    per: oneIn(
      2,
      anyPer.filter((per) => per !== "transaction"),
    ),
    by: oneIn(4, partition),
    approvers: oneIn(2, approvers),
    on,
  });
  return {
    limit: recordOf({
      kind: is("limit"),
      per: anyPer,
      max: amount,
      exclusive: oneIn(4, yes),
      by: oneIn(4, partition),
      on,
    }),
    velocity: recordOf({
      kind: is("velocity"),
      per: fc.oneof({ weight: 1, arbitrary: fc.constant("lifetime" as const) }, { weight: 4, arbitrary: anyWindow }),
      max: count,
      by: oneIn(4, partition),
      on,
    }),
    allow: recordOf({ kind: is("allow"), only: selector }),
    block: recordOf({ kind: is("block"), what: fc.option(selector, { freq: 12, nil: undefined }) }),
    approval: fc.oneof({ weight: 1, arbitrary: withoutThreshold }, { weight: 3, arbitrary: threshold }),
    duplicate: recordOf({ kind: is("duplicate"), within: anyDuration, on }),
    schedule: recordOf({ kind: is("schedule"), only: anySchedule }),
    drift: recordOf({ kind: is("drift"), max: fc.oneof(fc.constant("0"), anyShare) }),
    reserve: recordOf({ kind: is("reserve"), keep: amount }),
    alert: recordOf({ kind: is("alert"), at: anyShare, per: oneIn(2, anyPer) }),
  } satisfies { [K in RuleKind]: fc.Arbitrary<RuleBody> };
}

/** Any rule: half of them plain, the others with an exception, a schedule or a validity of their own. */
export function ruleOf(amount: fc.Arbitrary<Amount>, values: Values, weights: KindWeights): fc.Arbitrary<Rule> {
  const selector = selectorOf(values);
  const conditions: fc.Arbitrary<Conditions> = recordOf({ except: oneIn(7, selector), during: oneIn(8, anySchedule) });
  const validity = oneIn(10, anyValidity).map((validity) => validity ?? {});
  const bodies = bodiesOf(amount, selector);
  return fc.oneof(
    ...(Object.keys(weights) as RuleKind[]).map((kind) => ({
      weight: weights[kind],
      arbitrary: fc.tuple(bodies[kind], conditions, validity).map(([body, { except, ...during }, validity]) => {
        // An allow list has no exceptions: they are blocks.
        const exception = except === undefined || kind === "allow" ? {} : { except };
        return { ...body, ...exception, ...during, ...validity } as Rule;
      }),
    })),
  );
}

/** A rule of any kind, over everyday values. */
export function anyRule(): fc.Arbitrary<Rule> {
  return ruleOf(everydayAmount, FEW, EVENLY);
}
