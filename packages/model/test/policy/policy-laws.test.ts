import { createContext, runInContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPolicy, policyDigest, readPolicy } from "../../src/index.js";
import { codesAndPaths } from "../reading-table.js";
import { pathsInto, withValueAt } from "../spoil.js";
import { anyPolicy } from "./any-policy.js";
import { FULL_POLICY } from "./sample-policy.js";

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

describe("laws of reading a policy", () => {
  it("what was read reads the same again, with the same digest", () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const reading = readPolicy(policy);
        expect(reading).toEqual({ ok: true, policy });
        expect(JSON.stringify(reading.ok && reading.policy)).toBe(JSON.stringify(policy));
        expect(reading.ok && policyDigest(reading.policy)).toBe(policyDigest(JSON.parse(JSON.stringify(policy))));
      }),
      { numRuns: 300 },
    );
  });

  it("a policy survives JSON, and its reading shares nothing with it", () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const json: unknown = JSON.parse(JSON.stringify(policy), (_, value) => Object.freeze(value));
        const reading = readPolicy(json);
        expect(reading).toEqual({ ok: true, policy });
        if (reading.ok) for (const rule of reading.policy.rules) expect(Object.isFrozen(rule)).toBe(false);
      }),
    );
  });

  it("reading never throws, whatever the value", () => {
    fc.assert(
      fc.property(anything, (json) => {
        const reading = readPolicy(json);
        expect(reading.ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it("any value in any place is refused, or reads again the same", () => {
    const spoilt = fc
      .tuple(anyPolicy, fc.nat(), fc.oneof(anything, fc.string(), fc.constantFrom("", "0", null, [], {})))
      .map(([policy, index, value]) => {
        const paths = pathsInto(policy);
        return withValueAt(policy, paths[index % paths.length] ?? [], value);
      });
    fc.assert(
      fc.property(spoilt, (json) => {
        const reading = readPolicy(json);
        const { policy, issues } = checkPolicy(json);
        if (reading.ok) expect(readPolicy(reading.policy)).toEqual(reading);
        else expect(reading.issues.length).toBeGreaterThan(0);
        if (policy !== undefined) {
          expect(issues.every(({ code }) => code === "not_canonical")).toBe(true);
          expect(checkPolicy(policy)).toEqual({ policy, issues: [] });
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("hostile values", () => {
  const cyclic: Record<string, unknown> = { ...FULL_POLICY };
  cyclic.rules = [cyclic];
  const cyclicList: unknown[] = [];
  cyclicList.push(cyclicList);
  const holes = [{ kind: "block" }];
  holes[2] = { kind: "block" };
  const named = Object.assign([{ kind: "block" }], { extra: 1 });
  const accessor = Object.defineProperty({ version: 1, rules: [] }, "currency", { get: () => "USD", enumerable: true });
  const hidden = Object.defineProperty({ version: 1, rules: [] }, "currency", { value: "USD", enumerable: false });
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const trap = new Proxy({ ...FULL_POLICY }, { ownKeys: () => JSON.parse("{") });
  class Policy {
    version = 1;
    currency = "USD";
    rules = [];
  }

  it.each<[string, unknown, string[]]>([
    ["a cycle through rules", cyclic, ["missing rules[0].kind"]],
    ["a list in itself", { version: 1, currency: "USD", rules: cyclicList }, ["wrong_type rules[0]"]],
    ["a list with holes", { version: 1, currency: "USD", rules: holes }, ["wrong_type rules"]],
    [
      "four thousand million holes",
      { version: 1, currency: "USD", rules: new Array(2 ** 32 - 1) },
      ["wrong_type rules"],
    ],
    ["a list with a key of its own", { version: 1, currency: "USD", rules: named }, ["wrong_type rules"]],
    ["a typed array", { version: 1, currency: "USD", rules: new Uint8Array(3) }, ["wrong_type rules"]],
    ["a symbol key", { ...FULL_POLICY, [Symbol("x")]: 1 }, ["wrong_type "]],
    ["an accessor", accessor, ["wrong_type "]],
    ["a hidden key", hidden, ["wrong_type "]],
    ["an instance of a class", new Policy(), ["wrong_type "]],
    ["inherited keys", Object.create(FULL_POLICY), ["wrong_type "]],
    ["keys inherited from a root", Object.create(Object.assign(Object.create(null), FULL_POLICY)), ["wrong_type "]],
    ["a revoked proxy", revoked, ["wrong_type "]],
    ["a proxy that throws", trap, ["wrong_type "]],
    ["a proxy in the rules", { version: 1, currency: "USD", rules: [trap] }, ["wrong_type rules[0]"]],
    ["a list that is a revoked proxy", { version: 1, currency: "USD", rules: revoked }, ["wrong_type rules"]],
    [
      "__proto__ from JSON",
      JSON.parse('{"version":1,"currency":"USD","rules":[],"__proto__":{"x":1}}'),
      ["unknown_key __proto__"],
    ],
    ["a boxed string", { version: 1, currency: Object("USD"), rules: [] }, ["wrong_type currency"]],
  ])("%s", (_, json, expected) => {
    const reading = readPolicy(json);
    expect(reading.ok ? [] : codesAndPaths(reading.issues)).toEqual(expected);
  });

  it("a policy from another realm, or without a prototype, is plain", () => {
    const foreign: unknown = runInContext(`(${JSON.stringify(FULL_POLICY)})`, createContext({}));
    expect(readPolicy(foreign)).toEqual({ ok: true, policy: FULL_POLICY });
    expect(readPolicy(Object.assign(Object.create(null), FULL_POLICY))).toEqual({ ok: true, policy: FULL_POLICY });
  });

  it("a hundred thousand merchants and long texts are read in one pass", () => {
    const merchants = Array.from({ length: 100_000 }, (_, index) => `m${String(index).padStart(6, "0")}.example.com`);
    const policy = { version: 1, currency: "USD", rules: [{ kind: "allow", only: { merchants } }] };
    expect(readPolicy(policy).ok).toBe(true);
    const long = `${"0".repeat(1e6)}1${"0".repeat(1e6)}x`;
    const bad = {
      version: 1,
      currency: long,
      rules: [{ kind: long }, { kind: "limit", per: { type: "sliding", duration: long }, max: long, by: long }],
    };
    expect(readPolicy(bad).ok).toBe(false);
  });
});
