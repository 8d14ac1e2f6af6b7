import { describe, expect, it } from "vitest";
import { type IssueCode, readPolicy } from "../../src/index.js";
import { ABSENT, codesAndPaths, type Mistake, titleOf, withValue } from "../reading-table.js";
import {
  amountMistakes,
  durationMistakes,
  moneyMistakes,
  perMistakes,
  scheduleMistakes,
  selectorMistakes,
  validityMistakes,
  wordMistakes,
} from "./mistakes.js";
import { FULL_POLICY, inFullPolicy, KINDS } from "./sample-policy.js";

function expectMistakes(mistakes: readonly Mistake[]): void {
  it.each(mistakes.map((mistake) => [titleOf(mistake), ...mistake] as const))(
    "%s",
    (_, path, value, code, issuePath) => {
      const reading = readPolicy(withValue(FULL_POLICY, inFullPolicy(path), value));
      expect(reading.ok ? [] : codesAndPaths(reading.issues)).toEqual([`${code} ${inFullPolicy(issuePath ?? path)}`]);
    },
  );
}

const LISTS: [key: string, element: string, ...bad: [value: unknown, code: IssueCode][]][] = [
  [
    "merchants",
    "openai.com",
    ["", "malformed"],
    ["  ", "malformed"],
    ["http://", "malformed"],
    ["x".repeat(3_000), "out_of_range"],
    ["OpenAI.com", "not_canonical"],
    ["www.openai.com", "not_canonical"],
    ["https://openai.com/", "not_canonical"],
    ["openai.com.", "not_canonical"],
    ["Acme Corp", "not_canonical"],
    ["*", "bad_pattern"],
    ["*.com", "bad_pattern"],
    ["*.co.uk", "bad_pattern"],
    ["a*.example.com", "bad_pattern"],
    ["*.*.example.com", "bad_pattern"],
    ["*.EXAMPLE.com", "not_canonical"],
    ["оpenai.com", "mixed_script"],
  ],
  [
    "categories",
    "gambling",
    ["", "malformed"],
    ["adult content", "malformed"],
    ["adult-content", "malformed"],
    ["_adult", "malformed"],
    ["a".repeat(257), "out_of_range"],
    ["Gambling", "not_canonical"],
    ["nonsense", "unknown_value"],
    ["constructor", "unknown_value"],
  ],
  [
    "mccs",
    "7995",
    ["", "malformed"],
    ["799", "malformed"],
    ["79950", "malformed"],
    ["799A", "malformed"],
    ["3000-3350", "malformed"],
  ],
  ["scopes", "compute", ["", "unknown_value"], ["saas", "unknown_value"], ["Compute", "not_canonical"]],
  [
    "tokens",
    "USDC",
    ["", "malformed"],
    ["USD C", "malformed"],
    ["A".repeat(33), "malformed"],
    ["usdc", "not_canonical"],
    ["usdı", "malformed"],
  ],
  [
    "chains",
    "base",
    ["", "malformed"],
    ["base chain", "malformed"],
    ["a".repeat(65), "malformed"],
    ["Base", "not_canonical"],
  ],
  [
    "recipients",
    "acct_1",
    ["", "malformed"],
    [" acct_1", "malformed"],
    ["acct_1\u0000", "malformed"],
    ["acct\u200b_1", "malformed"],
    ["\ud800", "malformed"],
    ["a".repeat(257), "out_of_range"],
    ["0xAB5801A7D398351B8BE11C439E05C5B3259AEC9B", "not_canonical"],
    ["0XAB", "not_canonical"],
  ],
  [
    "countries",
    "US",
    ["", "malformed"],
    ["USA", "malformed"],
    ["U1", "malformed"],
    ["EU", "unknown_value"],
    ["UK", "unknown_value"],
    ["us", "not_canonical"],
  ],
];

describe("a mistake in the policy's own keys", () => {
  expectMistakes([
    ["version", ABSENT, "missing"],
    ["version", undefined, "missing"],
    ["version", "1", "wrong_type"],
    ["version", null, "wrong_type"],
    ["version", 2, "unknown_value"],
    ["currency", ABSENT, "missing"],
    ["currency", 840, "wrong_type"],
    ["currency", null, "wrong_type"],
    ["currency", "", "malformed"],
    ["currency", "$", "malformed"],
    ["currency", "USDC", "malformed"],
    ["currency", "usd", "not_canonical"],
    ["currency", "XXX", "unknown_value"],
    ["timeZone", 1, "wrong_type"],
    ["timeZone", null, "wrong_type"],
    ["timeZone", "", "unknown_value"],
    ["timeZone", "Europe/Atlantis", "unknown_value"],
    ["timeZone", "+01:00", "unknown_value"],
    ["timeZone", "europe/berlin", "not_canonical"],
    ...wordMistakes("weekStartsOn", "Sunday"),
    ...validityMistakes("", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
    ["rules", ABSENT, "missing"],
    ["rules", null, "wrong_type"],
    ["rules", {}, "wrong_type"],
    ["rules", "[]", "wrong_type"],
    ["rules[0]", null, "wrong_type"],
    ["rules[0]", "limit", "wrong_type"],
    ["rules[0]", [], "wrong_type"],
    ["rules[0]", {}, "missing", "rules[0].kind"],
    ["name", "mine", "unknown_key"],
    ["__proto__", { currency: "EUR" }, "unknown_key"],
    ["constructor", 1, "unknown_key"],
  ]);
});

describe("a mistake in any rule", () => {
  expectMistakes(
    KINDS.flatMap((kind): Mistake[] => [
      [`${kind}.kind`, ABSENT, "missing"],
      [`${kind}.kind`, 1, "wrong_type"],
      [`${kind}.kind`, null, "wrong_type"],
      [`${kind}.kind`, "nonsense", "unknown_value"],
      [`${kind}.kind`, "__proto__", "unknown_value"],
      [`${kind}.kind`, kind.toUpperCase(), "not_canonical"],
      [`${kind}.note`, "why", "unknown_key"],
      [`${kind}.__proto__`, {}, "unknown_key"],
      [`${kind}.during`, {}, "impossible"],
      [`${kind}.during`, { days: ["mon"] }, "unknown_value", `${kind}.during.days[0]`],
      [`${kind}.validFrom`, "tomorrow", "malformed"],
      [`${kind}.validUntil`, "tomorrow", "malformed"],
    ]),
  );

  expectMistakes(
    KINDS.filter((kind) => kind !== "allow").flatMap((kind): Mistake[] => [
      [`${kind}.except`, {}, "impossible"],
      [`${kind}.except`, { mccs: ["1"] }, "malformed", `${kind}.except.mccs[0]`],
      ...selectorMistakes(`${kind}.except`),
    ]),
  );

  expectMistakes([
    ...scheduleMistakes("limit.during"),
    ...validityMistakes("limit.", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
    ["limit.on", {}, "not_canonical"],
    ["velocity.on", {}, "not_canonical"],
    ["block.what", {}, "not_canonical"],
    ["approval.on", {}, "not_canonical"],
    ["duplicate.on", {}, "not_canonical"],
    ["allow.only", {}, "impossible"],
    ...["limit.on", "velocity.on", "block.what", "approval.on", "duplicate.on", "allow.only"].flatMap(selectorMistakes),
  ]);
});

describe("a mistake in a rule of one kind", () => {
  expectMistakes([
    ["limit.per", ABSENT, "missing"],
    ...perMistakes("limit.per"),
    ...durationMistakes("limit.per.duration"),
    ["limit.max", ABSENT, "missing"],
    ...moneyMistakes("limit.max"),
    ["limit.exclusive", false, "wrong_type"],
    ["limit.exclusive", "true", "wrong_type"],
    ["limit.exclusive", null, "wrong_type"],
    ...wordMistakes("limit.by", "Merchant"),
    ["limit.what", { mccs: ["7995"] }, "unknown_key"],
  ]);

  expectMistakes([
    ["velocity.per", ABSENT, "missing"],
    ...perMistakes("velocity.per"),
    ["velocity.per", "transaction", "unknown_value"],
    ...durationMistakes("velocity.per.duration"),
    ["velocity.max", ABSENT, "missing"],
    ["velocity.max", "10", "wrong_type"],
    ["velocity.max", null, "wrong_type"],
    ["velocity.max", 10n, "wrong_type"],
    ["velocity.max", Number.NaN, "wrong_type"],
    ["velocity.max", Number.POSITIVE_INFINITY, "wrong_type"],
    ["velocity.max", 1.5, "malformed"],
    ["velocity.max", -1, "out_of_range"],
    ["velocity.max", 2 ** 53, "out_of_range"],
    ...wordMistakes("velocity.by", "Category"),
    ["velocity.exclusive", true, "unknown_key"],
  ]);

  expectMistakes([
    ["allow.only", ABSENT, "missing"],
    ["allow.except", { mccs: ["7995"] }, "impossible"],
    ["allow.on", { mccs: ["7995"] }, "unknown_key"],
    ["block.only", { mccs: ["7995"] }, "unknown_key"],
    ["block.max", "0", "unknown_key"],
  ]);

  expectMistakes([
    ...moneyMistakes("approval.above"),
    ["approval.inclusive", false, "wrong_type"],
    ["approval.inclusive", 1, "wrong_type"],
    ["approval.exclusive", true, "unknown_key"],
    ...perMistakes("approval.per"),
    ...wordMistakes("approval.by", "Recipient"),
    ["approval.approvers", "2", "wrong_type"],
    ["approval.approvers", null, "wrong_type"],
    ["approval.approvers", 1.5, "malformed"],
    ["approval.approvers", 0, "out_of_range"],
    ["approval.approvers", -2, "out_of_range"],
  ]);

  it.each<[string, unknown]>([
    ["inclusive", true],
    ["per", "lifetime"],
    ["per", { type: "sliding", duration: "P1D" }],
    ["by", "merchant"],
  ])("approval.%s = %j without an amount: impossible", (key, value) => {
    const reading = readPolicy({ version: 1, currency: "USD", rules: [{ kind: "approval", [key]: value }] });
    expect(reading.ok ? [] : codesAndPaths(reading.issues)).toEqual([`impossible rules[0].${key}`]);
  });

  expectMistakes([
    ["duplicate.within", ABSENT, "missing"],
    ...durationMistakes("duplicate.within"),
    ["duplicate.by", "merchant", "unknown_key"],
    ["schedule.only", ABSENT, "missing"],
    ...scheduleMistakes("schedule.only"),
    ["drift.max", ABSENT, "missing"],
    ...amountMistakes("drift.max"),
    ["drift.max", "1.01", "out_of_range"],
    ["drift.max", "30", "out_of_range"],
    ["drift.on", { mccs: ["7995"] }, "unknown_key"],
    ["reserve.keep", ABSENT, "missing"],
    ...moneyMistakes("reserve.keep"),
    ["alert.at", ABSENT, "missing"],
    ...amountMistakes("alert.at"),
    ["alert.at", "0", "out_of_range"],
    ["alert.at", "80", "out_of_range"],
    ["alert.at", "1.000000000000000001", "out_of_range"],
    ...perMistakes("alert.per"),
  ]);
});

describe("a mistake in a selector's list", () => {
  for (const [key, element, ...bad] of LISTS) {
    expectMistakes([
      [`limit.on.${key}`, element, "wrong_type"],
      [`limit.on.${key}`, null, "wrong_type"],
      [`limit.on.${key}`, { 0: element, length: 1 }, "wrong_type"],
      [`limit.on.${key}`, new Set([element]), "wrong_type"],
      [`limit.on.${key}`, [], "out_of_range"],
      [`limit.on.${key}`, [element, element], "not_canonical"],
      [`limit.on.${key}`, [element, 1], "wrong_type", `limit.on.${key}[1]`],
      [`limit.on.${key}`, [element, null], "wrong_type", `limit.on.${key}[1]`],
      [`limit.on.${key}`, [element, undefined], "wrong_type", `limit.on.${key}[1]`],
      ...bad.map(([value, code]): Mistake => [`limit.on.${key}`, [value], code, `limit.on.${key}[0]`]),
    ]);
  }

  expectMistakes([
    ["limit.on.merchants", ["openai.com", "acme corp"], "not_canonical"],
    ["limit.on.mccs", ["7995", "5734"], "not_canonical"],
    ["limit.on.mccs[0]", 5734, "wrong_type"],
    ...wordMistakes("limit.on.merchantHistory", "New"),
  ]);
});
