import { CURRENCIES, type SpendingPolicy, WEEKDAYS } from "@spendrail/model";
import * as fc from "fast-check";
import { anyAmount, everydayAmount } from "./amounts.js";
import { oneIn, recordOf } from "./optional.js";
import { TIME_ZONES } from "./pools.js";
import { EVENLY, type KindWeights, ruleOf } from "./rule.js";
import { anyValidity } from "./times.js";
import { FEW, MANY } from "./values.js";

const weekStart = fc.constantFrom(...WEEKDAYS.filter((day) => day !== "monday"));

function policyOf(
  currency: fc.Arbitrary<string>,
  timeZone: fc.Arbitrary<string | undefined>,
  rules: fc.Arbitrary<SpendingPolicy["rules"]>,
): fc.Arbitrary<SpendingPolicy> {
  const settings = recordOf({
    version: fc.constant(1 as const),
    currency,
    timeZone,
    weekStartsOn: oneIn(3, weekStart),
  });
  return fc
    .tuple(settings, oneIn(10, anyValidity), rules)
    .map(([settings, validity, rules]) => ({ ...settings, ...validity, rules }));
}

/** More of what counts money, less of what denies nearly every payment. */
const EVERYDAY: KindWeights = {
  limit: 12,
  velocity: 4,
  allow: 2,
  block: 5,
  approval: 4,
  duplicate: 4,
  schedule: 1,
  drift: 2,
  reserve: 1,
  alert: 2,
};

/** Every zone the runtime knows, but the one that is the default. */
const ALL_ZONES = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC");

/** Any policy that the model can hold, in canonical form. */
export function anyPolicy(): fc.Arbitrary<SpendingPolicy> {
  return policyOf(
    fc.oneof(
      { weight: 2, arbitrary: fc.constant("USD") },
      { weight: 1, arbitrary: fc.constantFrom(...Object.keys(CURRENCIES)) },
    ),
    oneIn(2, fc.oneof(fc.constantFrom(...TIME_ZONES), fc.constantFrom(...ALL_ZONES))),
    fc.array(ruleOf(anyAmount, MANY, EVENLY), { maxLength: 8 }),
  );
}

/** Policies of everyday size whose rules meet the payments of `anyScenario`. */
export function everydayPolicy(): fc.Arbitrary<SpendingPolicy> {
  return policyOf(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant("USD") },
      { weight: 1, arbitrary: fc.constantFrom("EUR", "JPY", "KWD") },
    ),
    oneIn(2, fc.constantFrom(...TIME_ZONES)),
    fc.array(ruleOf(everydayAmount, FEW, EVERYDAY), { maxLength: 6 }),
  );
}
