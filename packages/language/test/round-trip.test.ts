import { readFileSync } from "node:fs";
import { COUNTRY_CODES, CURRENCIES, type Rule, readPolicy, type SpendingPolicy, WEEKDAYS } from "@spendrail/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyPolicy } from "../../engine/test/support/index.js";
import { formatPolicy, parsePolicy } from "../src/index.js";

/** Longer texts are refused; the policies they would be of have hundreds of rules. */
const LONGEST_TEXT_BYTES = 65_536;

const isValid = (policy: SpendingPolicy): boolean =>
  readPolicy(policy).ok && new TextEncoder().encode(formatPolicy(policy)).length <= LONGEST_TEXT_BYTES;

const isError = ({ severity }: { severity: string }): boolean => severity === "error";

function expectReadBack(policy: SpendingPolicy): void {
  const parsed = parsePolicy(formatPolicy(policy));
  expect(parsed.diagnostics.filter(isError)).toEqual([]);
  expect(parsed.ok && parsed.policy).toEqual(policy);
}

test("any policy is read back from its own English", () => {
  fc.assert(fc.property(anyPolicy().filter(isValid), expectReadBack), { numRuns: 500 });
});

describe("what is seldom written", () => {
  const rules: [string, Rule][] = [
    ["all seven days", { kind: "schedule", only: { days: [...WEEKDAYS] } }],
    ["the 24 hours from nine", { kind: "block", during: { hours: { from: "09:00", to: "09:00" } } }],
    ["midnight to midnight", { kind: "schedule", only: { hours: { from: "00:00", to: "00:00" } } }],
    [
      "a schedule that holds at times of its own",
      { kind: "schedule", only: { hours: { from: "09:00", to: "17:00" } }, during: { days: ["monday"] } },
    ],
    ["an id that is the name of another merchant", { kind: "block", what: { merchants: ["aws", "google cloud"] } }],
    ["names of two merchants in one", { kind: "block", what: { merchants: ["aws and google"] } }],
    ["an IPv4 address", { kind: "allow", only: { merchants: ["127.0.0.1"] } }],
    ["the longest recipient", { kind: "block", what: { recipients: ['"'.repeat(256)] } }],
    ["the longest merchant", { kind: "block", what: { merchants: ["'\"".repeat(1024)] } }],
    ["the longest duration", { kind: "duplicate", within: "P36500D" }],
    ["a year of three digits", { kind: "block", validUntil: "0999-06-30T12:00:00Z" }],
    ["the last second", { kind: "block", validUntil: "9999-12-31T23:59:59Z" }],
  ];
  test.each(rules)("%s", (_, rule) => expectReadBack({ version: 1, currency: "USD", rules: [rule] }));

  test.each(["EST", "GMT", "Etc/GMT+5", "America/Port-au-Prince", "US/Eastern", "Asia/Calcutta"])(
    "zone %s",
    (timeZone) => expectReadBack({ version: 1, currency: "USD", timeZone, rules: [] }),
  );

  test.each(Object.keys(CURRENCIES))("currency %s", (currency) => {
    const rules: Rule[] = [
      { kind: "limit", per: "transaction", max: "1234.5" },
      { kind: "reserve", keep: "1.005" },
      { kind: "approval", above: "0.5", inclusive: true },
    ];
    expectReadBack({ version: 1, currency, rules });
  });

  test.each(COUNTRY_CODES)("country %s", (code) => {
    const rules: Rule[] = [
      { kind: "block", what: { countries: [code] } },
      { kind: "allow", only: { countries: [...new Set([code, "US"])].sort(), tokens: ["USDC"] } },
    ];
    expectReadBack({ version: 1, currency: "USD", rules });
  });
});

const corpus = readFileSync(new URL("./corpus/policies.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line): { id: string; text: string; policy?: SpendingPolicy } => JSON.parse(line))
  .filter(({ policy }) => policy !== undefined);

describe("a text that people write means the same in canonical English", () => {
  test.each(corpus)("$id", ({ text }) => {
    const parsed = parsePolicy(text);
    expect(parsed.ok).toBe(true);
    if (parsed.ok) expectReadBack(parsed.policy);
  });
});
