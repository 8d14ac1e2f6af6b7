import { describe, expect, it } from "vitest";
import { checkPolicy, type Rule, readPolicy } from "../../src/index.js";
import { ABSENT, codesAndPaths, withValue } from "../reading-table.js";
import { FULL_POLICY, inFullPolicy } from "./sample-policy.js";

describe("an accepted policy", () => {
  it("may use every key", () => {
    expect(readPolicy(FULL_POLICY)).toEqual({ ok: true, policy: FULL_POLICY });
  });

  it("may have no rules", () => {
    const policy = { version: 1, currency: "USD", rules: [] };
    expect(readPolicy(policy)).toEqual({ ok: true, policy });
  });

  it.each([
    ["timeZone", "UTC"],
    ["weekStartsOn", "monday"],
    ["approval.approvers", 1],
    ["approval.per", "transaction"],
    ["limit.by", undefined],
  ])("that says the default, %s = %s, comes without it", (path, value) => {
    const reading = readPolicy(withValue(FULL_POLICY, inFullPolicy(path), value));
    expect(reading).toEqual({ ok: true, policy: withValue(FULL_POLICY, inFullPolicy(path), ABSENT) });
    expect(JSON.stringify(reading)).toBe(
      JSON.stringify(readPolicy(withValue(FULL_POLICY, inFullPolicy(path), ABSENT))),
    );
  });

  it.each<Rule>([
    { kind: "block" },
    { kind: "approval" },
    { kind: "approval", approvers: 3 },
    { kind: "approval", above: "0", by: "merchant" },
    { kind: "limit", per: "transaction", max: "0" },
    { kind: "limit", per: "lifetime", max: "1000000000000000", by: "recipient" },
    { kind: "limit", per: { type: "calendar", unit: "quarter" }, max: "0.000000000000000001" },
    { kind: "limit", per: { type: "sliding", duration: "P36500D" }, max: "1" },
    { kind: "velocity", per: "lifetime", max: 0 },
    { kind: "velocity", per: { type: "anchored", duration: "PT1S" }, max: Number.MAX_SAFE_INTEGER },
    { kind: "drift", max: "0" },
    { kind: "drift", max: "1" },
    { kind: "alert", at: "1" },
    { kind: "alert", at: "0.8", per: "transaction" },
    { kind: "schedule", only: { hours: { from: "09:00", to: "09:00" } } },
    { kind: "schedule", only: { days: ["sunday"] }, during: { days: ["sunday"] }, except: { mccs: ["0000"] } },
    { kind: "block", what: { merchants: ["*.github.io", "*.xn--bcher-kva.example", "株式会社"] } },
    { kind: "allow", only: { tokens: ["1INCH"] }, validFrom: "0001-01-01T00:00:00Z" },
  ])("may hold %j", (rule) => {
    const policy = { version: 1, currency: "JPY", rules: [rule] };
    expect(readPolicy(policy)).toEqual({ ok: true, policy });
  });

  it("takes categories from the caller's table too", () => {
    const policy = {
      version: 1,
      currency: "USD",
      rules: [{ kind: "block", what: { categories: ["adult", "bakeries"] } }],
    };
    const options = { categories: { bakeries: { mccs: ["5462"], words: ["bakeries"] } } };
    expect(readPolicy(policy, options)).toEqual({ ok: true, policy });
    expect(readPolicy(policy).ok).toBe(false);
  });
});

describe("issues", () => {
  it("are all named at once, in the order of the model", () => {
    const reading = readPolicy({
      version: 2,
      currency: "usd",
      rules: [{ kind: "limit", per: "day", max: 50, extra: 1 }, { kind: "Block", what: { mccs: ["1", "2"] } }, 7],
      "odd key": true,
    });
    expect(reading.ok ? [] : codesAndPaths(reading.issues)).toEqual([
      'unknown_key ["odd key"]',
      "unknown_value version",
      "not_canonical currency",
      "unknown_key rules[0].extra",
      "unknown_value rules[0].per",
      "wrong_type rules[0].max",
      "not_canonical rules[1].kind",
      "malformed rules[1].what.mccs[0]",
      "malformed rules[1].what.mccs[1]",
      "wrong_type rules[2]",
    ]);
  });

  it.each([
    ["limit.max", "50.00", 'Write "50", not "50.00".'],
    ["limit.max", 50, 'An amount is text and not a JSON number, which would not be exact: write "50".'],
    ["limit.per.duration", "PT24H", 'Write "P1D", not "PT24H".'],
    ["limit.on.mccs", ["7995", "5734"], 'Write this list sorted and each entry once: "5734", "7995".'],
    ["limit.on.merchants[0]", "*.co.uk", `"*.co.uk" would match everybody's host names under a public suffix.`],
    ["currency", "x".repeat(1e6), 'A currency is an ISO 4217 code of three letters, such as "USD".'],
  ])("of %s = %j say what to write", (path, value, message) => {
    const reading = readPolicy(withValue(FULL_POLICY, inFullPolicy(path), value));
    expect(reading.ok ? [] : reading.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe("checking a policy", () => {
  it("gives the canonical form where only the spelling is wrong", () => {
    const { policy, issues } = checkPolicy({
      rules: [
        { on: {}, max: "50.00", per: "Transaction", kind: "limit" },
        { what: { mccs: ["7995", "5734", "7995"], merchants: ["WWW.Example.com", "*.co.uk"] }, kind: "block" },
      ],
      timeZone: "utc",
      currency: "usd",
      version: 1,
    });
    expect(JSON.stringify(policy)).toBe(
      JSON.stringify({
        version: 1,
        currency: "USD",
        rules: [
          { kind: "limit", per: "transaction", max: "50" },
          { kind: "block", what: { merchants: ["*.co.uk", "example.com"], mccs: ["5734", "7995"] } },
        ],
      }),
    );
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(["not_canonical"]));
  });

  it("gives no policy where anything else is wrong", () => {
    const { policy, issues } = checkPolicy({
      version: 1,
      currency: "usd",
      rules: [{ kind: "limit", per: "day", max: "5" }],
    });
    expect(policy).toBeUndefined();
    expect(codesAndPaths(issues)).toEqual(["not_canonical currency", "unknown_value rules[0].per"]);
  });
});
