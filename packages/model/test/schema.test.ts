import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPayment, readPolicy } from "../src/index.js";
import { anyPolicy } from "./policy/any-policy.js";
import { FULL_POLICY } from "./policy/sample-policy.js";
import { pathsInto, withValueAt } from "./spoil.js";

function validator(name: string) {
  const schema: object = JSON.parse(readFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), "utf8"));
  return new Ajv().compile(schema);
}
const isPolicy = validator("policy");
const isPayment = validator("payment");

/** JSON that is wrong in most places it could be put. */
const json = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    null,
    true,
    0,
    1,
    1.5,
    -1,
    "",
    "0",
    "-1",
    "1.0",
    "usd",
    "P1W",
    "PT24H",
    "2026-01-01",
    "24:00",
    [],
    {},
  ),
  fc.string(),
);

describe("the committed schemas", () => {
  it("are what the types give", () => {
    const script = fileURLToPath(new URL("../scripts/generate-schema.mjs", import.meta.url));
    execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" });
  }, 60_000);
});

describe("the schema of policies", () => {
  it("takes every policy that is read", () => {
    expect(isPolicy(FULL_POLICY)).toBe(true);
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        expect(isPolicy(policy), JSON.stringify(isPolicy.errors)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("refuses nothing that is read", () => {
    const spoilt = fc.tuple(anyPolicy, fc.nat(), json).map(([policy, index, value]) => {
      const paths = pathsInto(policy);
      return withValueAt(policy, paths[index % paths.length] ?? [], value);
    });
    fc.assert(
      fc.property(spoilt, (json) => {
        if (!isPolicy(json)) expect(readPolicy(json).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("the schema of payments", () => {
  const payment = {
    id: "pay_1",
    account: "agent-1",
    amount: "-12.50",
    fee: "+0.05",
    currency: "usd",
    merchant: "https://openai.com/",
    category: "Digital_goods",
    mcc: "5734",
    scope: "agent_to_agent",
    token: "usdc",
    chain: "Base",
    recipient: "0xAB",
    country: "us",
    driftScore: "0.10",
    at: "2026-03-01T12:00:00.123+01:00",
  };

  it("takes a payment as written and as read", () => {
    expect(isPayment(payment)).toBe(true);
    const reading = readPayment(payment);
    expect(isPayment(reading.ok && reading.payment)).toBe(true);
  });

  it("refuses nothing that is read, and takes whatever was", () => {
    const spoilt = fc.tuple(fc.nat(), json).map(([index, value]) => {
      const paths = pathsInto(payment);
      return withValueAt(payment, paths[index % paths.length] ?? [], value);
    });
    fc.assert(
      fc.property(spoilt, (json) => {
        const reading = readPayment(json);
        if (!isPayment(json)) expect(reading.ok).toBe(false);
        if (reading.ok) expect(isPayment(reading.payment)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
