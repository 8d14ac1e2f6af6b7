import fc from "fast-check";
import {
  CATEGORIES,
  COUNTRY_CODES,
  CURRENCIES,
  checkPolicy,
  formatDuration,
  formatInstant,
  fromUnits,
  SCOPES,
  type SpendingPolicy,
  WEEKDAYS,
} from "../../src/index.js";

const units = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 33n }),
  fc.bigInt({ min: 0n, max: 10n ** 6n }).map((cents) => cents * 10n ** 16n),
);
const amount = units.map(fromUnits);
const share = fc.bigInt({ min: 0n, max: 10n ** 18n }).map(fromUnits);
const shareAboveZero = fc.bigInt({ min: 1n, max: 10n ** 18n }).map(fromUnits);
const instant = fc
  .integer({ min: -62_135_596_800, max: 253_402_300_799 })
  .map((seconds) => formatInstant(seconds * 1_000));
const duration = fc.integer({ min: 1, max: 3_153_600_000 }).map((seconds) => formatDuration(seconds * 1_000));
const time = fc
  .nat({ max: 1439 })
  .map((minutes) => formatInstant(minutes * 60_000).slice("1970-01-01T".length, "1970-01-01T00:00".length));

const days = fc.subarray([...WEEKDAYS], { minLength: 1 });
const hours = fc.record({ from: time, to: time });
const schedule = fc.oneof(fc.record({ days }), fc.record({ hours }), fc.record({ days, hours }));

const window = fc.oneof(
  fc.record({ type: fc.constantFrom("anchored", "sliding"), duration }),
  fc.record({
    type: fc.constant("calendar"),
    unit: fc.constantFrom("hour", "day", "week", "month", "quarter", "year"),
  }),
);
const per = fc.oneof(fc.constantFrom("transaction", "lifetime"), window);
const by = fc.constantFrom("merchant", "category", "recipient");

/** In any order and with repetitions: `anyPolicy` is canonicalised. */
function some<T>(element: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(element, { minLength: 1, maxLength: 4 });
}

const merchant = fc.oneof(
  fc.constantFrom("openai.com", "*.example.com", "acme corp", "OpenAI.com", "*.github.io", "株式会社"),
  fc.stringMatching(/^(\*\.)?[a-z0-9]{1,9}\.example\.com$/),
);
const dimensions = {
  merchants: some(merchant),
  categories: some(fc.constantFrom(...Object.keys(CATEGORIES))),
  mccs: some(fc.stringMatching(/^[0-9]{4}$/)),
  scopes: some(fc.constantFrom(...SCOPES)),
  tokens: some(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/)),
  chains: some(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/)),
  recipients: some(fc.oneof(fc.stringMatching(/^0x[0-9A-Fa-f]{40}$/), fc.stringMatching(/^[!-~]{1,20}$/))),
  countries: some(fc.constantFrom(...COUNTRY_CODES)),
  merchantHistory: fc.constantFrom("new", "known"),
};
const selector = fc.record(dimensions, { requiredKeys: [] }).filter((selector) => Object.keys(selector).length > 0);
const conditions = { during: schedule, except: selector, validFrom: instant, validUntil: instant };

/** Rules of one kind: the required fields, and any choice of the others and of the conditions. */
function rule(
  kind: string,
  required: Record<string, fc.Arbitrary<unknown>>,
  optional: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<object> {
  const fields: Record<string, fc.Arbitrary<unknown>> = { kind: fc.constant(kind), ...required, ...optional };
  return fc.record(fields, { requiredKeys: ["kind", ...Object.keys(required)] });
}

const { except: _, ...allowConditions } = conditions;
const anyRule = fc.oneof(
  rule("limit", { per, max: amount }, { exclusive: fc.constant(true), by, on: selector, ...conditions }),
  rule(
    "velocity",
    { per: fc.oneof(window, fc.constant("lifetime")), max: fc.maxSafeNat() },
    { by, on: selector, ...conditions },
  ),
  rule("allow", { only: selector }, allowConditions),
  rule("block", {}, { what: selector, ...conditions }),
  rule(
    "approval",
    { above: amount },
    { inclusive: fc.constant(true), per, by, approvers: fc.integer({ min: 1, max: 9 }), on: selector, ...conditions },
  ),
  rule("approval", {}, { approvers: fc.integer({ min: 1, max: 9 }), on: selector, ...conditions }),
  rule("duplicate", { within: duration }, { on: selector, ...conditions }),
  rule("schedule", { only: schedule }, conditions),
  rule("drift", { max: share }, conditions),
  rule("reserve", { keep: amount }, conditions),
  rule("alert", { at: shareAboveZero }, { per, ...conditions }),
);

/** Every policy that the model can hold, in canonical form. */
export const anyPolicy: fc.Arbitrary<SpendingPolicy> = fc
  .record(
    {
      version: fc.constant(1),
      currency: fc.constantFrom(...Object.keys(CURRENCIES)),
      timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "US/Eastern"),
      weekStartsOn: fc.constantFrom(...WEEKDAYS),
      validFrom: instant,
      validUntil: instant,
      rules: fc.array(anyRule, { maxLength: 6 }),
    },
    { requiredKeys: ["version", "currency", "rules"] },
  )
  .map((policy) => checkPolicy(withOrderedValidity(policy)).policy)
  .filter((policy) => policy !== undefined);

interface Validity {
  validFrom?: string;
  validUntil?: string;
}

/** The two ends of each validity put in order. Where they are equal, the policy is none and is left out. */
function withOrderedValidity<T extends Validity & { rules: Validity[] }>(policy: T): T {
  return { ...ordered(policy), rules: policy.rules.map(ordered) };
}

function ordered<T extends Validity>(value: T): T {
  const { validFrom, validUntil } = value;
  if (validFrom === undefined || validUntil === undefined || validFrom < validUntil) return value;
  return { ...value, validFrom: validUntil, validUntil: validFrom };
}
