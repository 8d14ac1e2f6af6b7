import { compilePolicy, evaluate } from "@spendrail/engine";
import { CHECK_NAMES, type SpendingPolicy } from "@spendrail/model";
import { describe, expect, it } from "vitest";
import { contextOf } from "../../src/judge/context.js";
import { judge } from "../../src/judge/judge.js";
import { needsOf } from "../../src/needs.js";
import { PIPELINE } from "../../src/pipeline.js";
import { decide, USUAL_PAYMENT } from "./situation.js";

const POLICY: SpendingPolicy = { version: 1, currency: "USD", rules: [{ kind: "limit", per: "lifetime", max: "50" }] };

describe("a fault in any check denies", () => {
  it.each(CHECK_NAMES)("%s", (name) => {
    const { rules } = compilePolicy({ ...POLICY, rules: [] });
    if (rules === undefined) throw new Error("the policy is valid");
    const subject = rules.read(USUAL_PAYMENT);
    const faulty = PIPELINE.map(([check, run]): (typeof PIPELINE)[number] => [
      check,
      check === name
        ? () => {
            throw new Error("disk on fire");
          }
        : run,
    ]);
    const { check, finding } = judge(contextOf(rules, subject, needsOf(rules, subject), { totals: [] }), faulty);
    expect({ check, finding }).toEqual({
      check: name,
      finding: { code: "internal_error", message: "Denied because of an internal fault: disk on fire" },
    });
  });
});

describe("what cannot be evaluated denies with internal_error", () => {
  const compiled = compilePolicy(POLICY);
  const broken = {
    facts() {
      throw new Error("connection lost");
    },
    partitions: () => [],
  };
  const rows: [string, () => { code: string }][] = [
    ["facts that do not answer the needs", () => compiled.decide(USUAL_PAYMENT, { totals: [] })],
    ["facts with a hole", () => compiled.decide(USUAL_PAYMENT, { totals: [undefined as never] })],
    ["facts that are none", () => compiled.decide(USUAL_PAYMENT, undefined as never)],
    ["a history that fails", () => evaluate(POLICY, USUAL_PAYMENT, { history: broken })],
    ["a balance that is no amount", () => evaluate(POLICY, USUAL_PAYMENT, { account: { balance: "12,00" } })],
    ["a rate that is no amount", () => evaluate(POLICY, USUAL_PAYMENT, { options: { rates: { EUR: "-1" } } })],
    [
      "a spend that has no rate",
      () => ({
        code: decide({ rules: POLICY.rules, policy: { currency: "EUR" }, payment: { token: "EURC" }, spends: [{}] })
          .code,
      }),
    ],
    ["a policy that is null", () => evaluate(null as never, USUAL_PAYMENT)],
    [
      "a policy with a number for an amount",
      () => evaluate({ ...POLICY, rules: [{ kind: "limit", per: "lifetime", max: 50 as never }] }, USUAL_PAYMENT),
    ],
    [
      "a policy with an unknown rule",
      () => evaluate({ ...POLICY, rules: [{ kind: "permit" } as never] }, USUAL_PAYMENT),
    ],
  ];
  it.each(rows)("%s", (_title, run) => expect(run().code).toBe("internal_error"));
});

describe("a value that is no payment is denied, not thrown", () => {
  it.each([[null], [undefined], [42], ["payment"], [[]], [{}], [new Map()]])("%s", (value) => {
    expect(evaluate(POLICY, value)).toMatchObject({ outcome: "deny", code: "payment_invalid", check: "amount" });
  });
});

it("takes a policy that merely is not canonical for what it means", () => {
  const loose = {
    ...POLICY,
    timeZone: "UTC",
    rules: [{ kind: "allow" as const, only: { merchants: ["OpenAI.com", "arxiv.org"] } }],
  };
  expect(compilePolicy(loose)).toMatchObject({
    issues: [],
    policy: { rules: [{ only: { merchants: ["arxiv.org", "openai.com"] } }] },
  });
  expect(evaluate(loose, USUAL_PAYMENT).code).toBe("ok");
});

it("explains every check on request, with the decision of the first failure", () => {
  const decision = decide({
    rules: [
      { kind: "block", what: { chains: ["base"] } },
      { kind: "limit", per: "transaction", max: "5" },
      { kind: "allow", only: { merchants: ["arxiv.org"] } },
    ],
    options: { explain: "all" },
  });
  expect(decision).toMatchObject({ code: "chain_blocked", check: "scope", rule: 0 });
  expect(decision.trace.map(({ check, result }) => `${check} ${result}`)).toEqual([
    "amount pass",
    "scope fail",
    "mcc pass",
    "per_transaction fail",
    "total pass",
    "windows pass",
    "balance skip",
    "merchant fail",
    "drift pass",
    "approval pass",
  ]);
});

it("does not judge money that cannot be counted when it explains every check", () => {
  const decision = decide({
    rules: [{ kind: "limit", per: "transaction", max: "5" }],
    payment: { currency: "EUR" },
    options: { explain: "all" },
  });
  expect(decision.code).toBe("currency_mismatch");
  expect(decision.trace[3]).toEqual({
    check: "per_transaction",
    result: "skip",
    note: "cannot be judged because of an earlier failure",
  });
});
