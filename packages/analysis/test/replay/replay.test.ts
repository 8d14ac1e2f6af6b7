import { parsePolicy } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";
import { describe, expect, test } from "vitest";
import { MOST_LISTED, replay, replaySync } from "../../src/index.js";

function policyOf(text: string): SpendingPolicy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  return parsed.policy;
}

const spend = (at: string, amount: string, merchant = "openai.com", more: object = {}) => ({
  id: `${at} ${merchant}`,
  account: "agent",
  amount,
  merchant,
  at: `2026-03-${at}:00Z`,
  ...more,
});

const HISTORY = [
  spend("02T09:00", "40"),
  spend("02T10:00", "60"),
  spend("02T11:00", "45", "arxiv.org"),
  spend("02T12:00", "30", "casino.com"),
  spend("03T09:00", "50"),
];

describe("against what happened", () => {
  test("an early denial leaves room for later payments", async () => {
    // The 60 is refused, so that 45 and 30 fit into the 120 of the day, which opened at 09:00.
    const result = await replay(policyOf("Max $50 per transaction. Max $120 per day."), HISTORY);
    expect(result).toEqual({
      ok: true,
      report: {
        payments: 5,
        from: "2026-03-02T09:00:00Z",
        to: "2026-03-03T09:00:00Z",
        outcomes: {
          approve: { count: 4, money: { USD: "165" } },
          require_approval: { count: 0, money: {} },
          deny: { count: 1, money: { USD: "60" } },
        },
        baseline: {
          approve: { count: 5, money: { USD: "225" } },
          require_approval: { count: 0, money: {} },
          deny: { count: 0, money: {} },
        },
        newlyAllowed: { count: 0, money: {} },
        newlyBlocked: { count: 1, money: { USD: "60" } },
        newlyAsked: { count: 0, money: {} },
        noLongerAsked: { count: 0, money: {} },
        flipCount: 1,
        flips: [
          {
            line: 2,
            id: "02T10:00 openai.com",
            at: "2026-03-02T10:00:00Z",
            after: {
              outcome: "deny",
              code: "per_transaction_limit",
              message: expect.stringContaining("60"),
              rule: 0,
            },
          },
        ],
        decidedBy: [
          { code: "ok", count: 4, money: { USD: "165" } },
          { code: "per_transaction_limit", rule: 0, count: 1, money: { USD: "60" } },
        ],
        nearMissCount: 2,
        nearMisses: [
          { line: 4, id: "02T12:00 casino.com", at: "2026-03-02T12:00:00Z", rule: 1, used: "115", max: "120" },
          { line: 5, id: "03T09:00 openai.com", at: "2026-03-03T09:00:00Z", rule: 0, used: "50", max: "50" },
        ],
      },
    });
  });

  test("payments that need approval count as approved, and are told apart", () => {
    const result = replaySync(policyOf("Require approval above $45. Max $110 per day."), HISTORY);
    expect(result).toMatchObject({
      ok: true,
      report: {
        outcomes: { approve: { count: 1 }, require_approval: { count: 2 }, deny: { count: 2 } },
        newlyAsked: { count: 2, money: { USD: "110" } },
      },
    });
  });

  test("money is told by currency", () => {
    const spends = [
      spend("02T09:00", "10", "a.com", { token: "EURC" }),
      spend("02T10:00", "7", "a.com", { fee: "0.5" }),
    ];
    const result = replaySync({ version: 1, currency: "USD", rules: [] }, spends);
    expect(result).toMatchObject({
      ok: true,
      report: {
        outcomes: { approve: { money: { USD: "7.5" } }, deny: { money: { EUR: "10" } } },
        decidedBy: [{ code: "currency_mismatch" }, { code: "ok" }],
      },
    });
  });

  test("nothing happened", async () => {
    const result = await replay(policyOf("Max $5 per day."), []);
    expect(result).toMatchObject({ ok: true, report: { payments: 0, flips: [], decidedBy: [] } });
    expect(result).not.toHaveProperty("report.from");
  });
});

describe("against a baseline", () => {
  const before = "Max $50 per transaction. Block casino.com.";

  test.each([
    ["a limit is raised", "Max $60 per transaction. Block casino.com.", { newlyAllowed: "60" }, [2]],
    ["a block is gone", "Max $50 per transaction.", { newlyAllowed: "30" }, [4]],
    ["another limit is added", `${before} Max $84 per day.`, { newlyBlocked: "45" }, [3]],
    ["approval is asked for", `${before} Require approval above $45.`, { newlyAsked: "50" }, [5]],
    [
      "one is allowed and one is blocked",
      "Max $60 per transaction. Only openai.com.",
      { newlyAllowed: "60", newlyBlocked: "45" },
      [2, 3],
    ],
  ])("%s", (_, after, money, lines) => {
    const result = replaySync(policyOf(after), HISTORY, { baseline: policyOf(before) });
    if (!result.ok) throw new Error(result.issues[0]?.message);
    const { report } = result;
    const moved = Object.fromEntries(
      (["newlyAllowed", "newlyBlocked", "newlyAsked", "noLongerAsked"] as const)
        .filter((change) => report[change].count > 0)
        .map((change) => [change, report[change].money.USD]),
    );
    expect(moved).toEqual(money);
    expect(report.flips.map(({ line }) => line)).toEqual(lines);
    expect(report.flips[0]).toHaveProperty("before.outcome");
  });
});

describe("a long history", () => {
  const MANY = 25_000;

  async function* spends() {
    for (let n = 0; n < MANY; n += 1) {
      yield {
        id: `${n}`,
        account: "agent",
        amount: "2",
        merchant: `m${n}.com`,
        at: new Date(n * 60_000).toISOString(),
      };
    }
  }

  test("is streamed, with progress; every flip is told and the first are listed", async () => {
    const progress: number[] = [];
    let told = 0;
    const result = await replay(policyOf("Max $1 per transaction. Max $3 per hour at each merchant."), spends(), {
      onProgress: (done) => progress.push(done),
      onFlip: () => {
        told += 1;
      },
    });
    expect(progress).toEqual([10_000, 20_000, MANY]);
    expect(told).toBe(MANY);
    expect(result).toMatchObject({ ok: true, report: { flipCount: MANY, flips: { length: MOST_LISTED } } });
  });
});

describe("bad input is named, and nothing is reported", () => {
  const policy = policyOf("Max $50 per transaction.");

  test.each([
    [
      "an amount that is a number",
      [spend("02T09:00", "4"), { ...spend("02T10:00", "1"), amount: 5 }],
      [2, "amount", "wrong_type"],
    ],
    ["an amount below zero", [spend("02T09:00", "-4")], [1, "amount", "out_of_range"]],
    ["a fee below zero", [spend("02T09:00", "4", "a.com", { fee: "-1" })], [1, "fee", "out_of_range"]],
    ["no payment at all", ["nothing"], [1, "", "wrong_type"]],
    ["time that goes back", [spend("03T09:00", "4"), spend("02T09:00", "4")], [2, "at", "out_of_range"]],
  ])("%s", async (_, spends, [line, path, code]) => {
    const result = await replay(policy, spends);
    expect(result).toEqual({ ok: false, issues: [{ line, path, code, message: expect.any(String) }] });
  });

  test("every problem up to a hundred", () => {
    const result = replaySync(policy, Array<number>(500).fill(7));
    expect(result).toMatchObject({ ok: false, issues: { length: 100 } });
  });

  test("an invalid policy, an invalid baseline", () => {
    const invalid = { version: 1, currency: "USD", rules: [{ kind: "limit", per: "transaction", max: 5 }] } as unknown;
    const result = replaySync(invalid as SpendingPolicy, HISTORY, { baseline: invalid as SpendingPolicy });
    expect(result).toMatchObject({ ok: false, issues: [{ path: "rules[0].max" }, { path: "baseline.rules[0].max" }] });
  });
});
