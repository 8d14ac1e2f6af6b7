import type { Rule, SpendingPolicy } from "@spendrail/model";
import { describe, expect, test } from "vitest";
import { formatPolicy } from "../../src/format/format-policy.js";

const policy = (rules: Rule[], settings: Partial<SpendingPolicy> = {}): SpendingPolicy => ({
  version: 1,
  currency: "USD",
  ...settings,
  rules,
});

const DAY = { type: "anchored", duration: "P1D" } as const;

describe("each rule is one statement", () => {
  const rows: [string, Rule][] = [
    ["At most $50 per transaction.", { kind: "limit", per: "transaction", max: "50" }],
    ["At most $1,250.50 per day.", { kind: "limit", per: DAY, max: "1250.5" }],
    ["Less than $450 per day.", { kind: "limit", per: DAY, max: "450", exclusive: true }],
    ["At most $25,000 in total.", { kind: "limit", per: "lifetime", max: "25000" }],
    ["At most $0.000000000000000001 per day.", { kind: "limit", per: DAY, max: "0.000000000000000001" }],
    ["At most $1.0050 per day.", { kind: "limit", per: DAY, max: "1.005" }],
    ["At most $1,000.005 per day.", { kind: "limit", per: DAY, max: "1000.005" }],
    ["At most $0.005 per day.", { kind: "limit", per: DAY, max: "0.005" }],
    [
      "At most $100 per day per merchant on cloud services.",
      { kind: "limit", per: DAY, max: "100", by: "merchant", on: { categories: ["cloud"] } },
    ],
    ["At most 10 payments per day.", { kind: "velocity", per: DAY, max: 10 }],
    [
      "At most 1 payment per day on hetzner.com.",
      { kind: "velocity", per: DAY, max: 1, on: { merchants: ["hetzner.com"] } },
    ],
    ["At most 0 payments in total.", { kind: "velocity", per: "lifetime", max: 0 }],
    ["Only allow arxiv.org and openai.com.", { kind: "allow", only: { merchants: ["arxiv.org", "openai.com"] } }],
    [
      "Only allow payments for compute and agent-to-agent.",
      { kind: "allow", only: { scopes: ["compute", "agent_to_agent"] } },
    ],
    [
      "Only allow payments on openai.com in USDC.",
      { kind: "allow", only: { merchants: ["openai.com"], tokens: ["USDC"] } },
    ],
    [
      "Block MCC 3000-3002, MCC 7995 and MCC 7996.",
      { kind: "block", what: { mccs: ["3000", "3001", "3002", "7995", "7996"] } },
    ],
    [
      "Block casino.com, adult content, gambling and MCC 5993.",
      { kind: "block", what: { merchants: ["casino.com"], categories: ["adult", "gambling"], mccs: ["5993"] } },
    ],
    [
      "Block payments to new merchants in the United States.",
      { kind: "block", what: { countries: ["US"], merchantHistory: "new" } },
    ],
    ["Block payments in USDC on Base.", { kind: "block", what: { tokens: ["USDC"], chains: ["base"] } }],
    ["Block all payments.", { kind: "block" }],
    ["On weekends, block all payments.", { kind: "block", during: { days: ["saturday", "sunday"] } }],
    ["Block all payments, except groceries.", { kind: "block", except: { categories: ["groceries"] } }],
    ["Require approval for all payments.", { kind: "approval" }],
    ["Require approval for payments over $200.", { kind: "approval", above: "200" }],
    ["Require approval for payments of $250 or more.", { kind: "approval", above: "250", inclusive: true }],
    ["Require 2 approvals for payments over $2,000.", { kind: "approval", above: "2000", approvers: 2 }],
    [
      "Require approval for spending over $500 in any 24 hours per merchant.",
      { kind: "approval", above: "500", per: { type: "sliding", duration: "P1D" }, by: "merchant" },
    ],
    ["Require approval for all payments to new merchants.", { kind: "approval", on: { merchantHistory: "new" } }],
    ["No duplicate payments within 7 days.", { kind: "duplicate", within: "P7D" }],
    [
      "No duplicate payments within 24 hours on fuel.",
      { kind: "duplicate", within: "P1D", on: { categories: ["fuel"] } },
    ],
    [
      "Only allow payments on weekdays between 09:00 and 17:00.",
      {
        kind: "schedule",
        only: {
          days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
          hours: { from: "09:00", to: "17:00" },
        },
      },
    ],
    [
      "Only allow payments between 09:00 and 17:00, a rule that holds only on Mondays, except groceries.",
      {
        kind: "schedule",
        only: { hours: { from: "09:00", to: "17:00" } },
        except: { categories: ["groceries"] },
        during: { days: ["monday"] },
      },
    ],
    ["Only allow payments on Tuesdays and Thursdays.", { kind: "schedule", only: { days: ["tuesday", "thursday"] } }],
    ["Goal drift at most 0.35.", { kind: "drift", max: "0.35" }],
    ["Keep at least $5,000 in the wallet.", { kind: "reserve", keep: "5000" }],
    ["Warn at 80% of every limit.", { kind: "alert", at: "0.8" }],
    ["Warn at 0.5% of every limit per transaction.", { kind: "alert", at: "0.005", per: "transaction" }],
    ["Warn at 100% of every limit in total.", { kind: "alert", at: "1", per: "lifetime" }],
    [
      "From 2026-06-01 until 2026-06-30, on Mondays between 22:00 and 06:00, at most $5 per transaction on MCC 7995 " +
        'for data to known merchants in France to recipient "acct 1" in USDC on Base, except gambling in USDT.',
      {
        kind: "limit",
        per: "transaction",
        max: "5",
        on: {
          mccs: ["7995"],
          scopes: ["data"],
          tokens: ["USDC"],
          chains: ["base"],
          recipients: ["acct 1"],
          countries: ["FR"],
          merchantHistory: "known",
        },
        except: { categories: ["gambling"], tokens: ["USDT"] },
        during: { days: ["monday"], hours: { from: "22:00", to: "06:00" } },
        validFrom: "2026-06-01T00:00:00Z",
        validUntil: "2026-07-01T00:00:00Z",
      },
    ],
  ];
  test.each(rows)("%s", (text, rule) => expect(formatPolicy(policy([rule]))).toBe(text));
});

describe("periods", () => {
  test.each([
    ["PT1S", "per second", "in any 1 second"],
    ["PT30S", "per 30 seconds", "in any 30 seconds"],
    ["PT1M", "per minute", "in any 60 seconds"],
    ["PT90M", "per 90 minutes", "in any 90 minutes"],
    ["PT1H", "per hour", "in any 60 minutes"],
    ["PT6H", "per 6 hours", "in any 6 hours"],
    ["P1D", "per day", "in any 24 hours"],
    ["P2D", "per 2 days", "in any 2 days"],
    ["P7D", "per week", "in any 7 days"],
    ["P14D", "per 14 days", "in any 14 days"],
    ["P30D", "per month", "in any 30 days"],
    ["P90D", "per quarter", "in any 90 days"],
    ["P365D", "per year", "in any 365 days"],
    ["P1000D", "per 1,000 days", "in any 1,000 days"],
  ])("%s is %s, %s", (duration, anchored, sliding) => {
    const limit = (type: "anchored" | "sliding"): Rule => ({ kind: "limit", per: { type, duration }, max: "1" });
    expect(formatPolicy(policy([limit("anchored"), limit("sliding")]))).toBe(
      `At most $1 ${anchored}.\nAt most $1 ${sliding}.`,
    );
  });

  test.each(["hour", "day", "week", "month", "quarter", "year"] as const)("calendar %s", (unit) => {
    const rule: Rule = { kind: "limit", per: { type: "calendar", unit }, max: "1" };
    expect(formatPolicy(policy([rule]))).toBe(`At most $1 per calendar ${unit}.`);
  });
});

describe("names", () => {
  test.each([
    ["openai.com", "openai.com"],
    ["*.aws.amazon.com", "*.aws.amazon.com"],
    ["xn--mnchen-3ya.de", "xn--mnchen-3ya.de"],
    ["127.0.0.1", '"127.0.0.1"'],
    ["acme corp", '"acme corp"'],
    ["salt and pepper, inc", '"salt and pepper, inc"'],
    ["aws", 'merchant id "aws"'],
    ['joe "the baker" \\ sons', '"joe \\"the baker\\" \\\\ sons"'],
    ["“curly”", '"\\u{201c}curly\\u{201d}"'],
    ["東京ストア 🏪", '"東京ストア 🏪"'],
    ["a​b‮", '"a\\u{200b}b\\u{202e}"'],
  ])("merchant %j", (id, text) => {
    expect(formatPolicy(policy([{ kind: "block", what: { merchants: [id] } }]))).toBe(`Block ${text}.`);
  });

  test("ids that no table has are written with what they are", () => {
    const what = {
      categories: ["petrol_vouchers"],
      tokens: ["WETH"],
      chains: ["zksync"],
      recipients: ["0xab", `0x${"5".repeat(40)}`],
    };
    expect(formatPolicy(policy([{ kind: "block", what }]))).toBe(
      `Block payments on category "petrol_vouchers" to recipient "0xab" and 0x${"5".repeat(40)}, both in token "WETH" on chain "zksync".`,
    );
  });
});

describe("settings come first", () => {
  test("each on its own line", () => {
    const settings = {
      currency: "CAD",
      timeZone: "America/Toronto",
      weekStartsOn: "sunday",
      validFrom: "2026-01-01T05:00:00Z",
      validUntil: "2026-12-31T23:00:30Z",
    } as const;
    expect(formatPolicy(policy([{ kind: "reserve", keep: "1000.5" }], settings)).split("\n")).toEqual([
      "Currency is CAD.",
      "Time zone is America/Toronto.",
      "Weeks start on Sunday.",
      "Valid from 2026-01-01 until 2026-12-31 18:00:30.",
      "Keep at least 1,000.50 CAD in the wallet.",
    ]);
  });

  test.each([
    ["USD", "Keep at least $7 in the wallet."],
    ["EUR", "Currency is EUR.\nKeep at least €7 in the wallet."],
    ["GBP", "Currency is GBP.\nKeep at least £7 in the wallet."],
    ["JPY", "Currency is JPY.\nKeep at least 7 JPY in the wallet."],
  ])("amounts in %s", (currency, text) =>
    expect(formatPolicy(policy([{ kind: "reserve", keep: "7" }], { currency }))).toBe(text),
  );

  test("a policy without rules says so", () => expect(formatPolicy(policy([]))).toBe("Allow all payments."));

  test("a zone name without a slash is in quotes", () => {
    expect(formatPolicy(policy([], { timeZone: "EST" }))).toBe('Time zone is "EST".\nAllow all payments.');
  });
});

describe("dates are local, and exact", () => {
  test.each([
    ["Europe/Berlin", "2026-12-31T23:00:00Z", "Valid until 2026-12-31."],
    ["Europe/Berlin", "2026-12-31T22:59:59Z", "Valid until 2026-12-31 23:59:59."],
    ["Europe/Berlin", "2026-10-25T00:30:00Z", "Valid until 2026-10-25 02:30."],
    ["Europe/Berlin", "2026-10-25T01:30:00Z", "Valid until 2026-10-25T01:30:00Z."], // the second 02:30
    ["Africa/Cairo", "2026-04-23T22:00:00Z", "Valid until 2026-04-23."], // 24 April starts at 01:00
    ["Asia/Tokyo", "9999-12-31T20:00:00Z", "Valid until 9999-12-31T20:00:00Z."],
    ["Asia/Tokyo", "0999-06-30T12:00:00Z", "Valid until 0999-06-30T12:00:00Z."],
  ])("%s %s", (timeZone, validUntil, text) => {
    expect(formatPolicy(policy([{ kind: "block" }], { timeZone, validUntil })).split("\n")[1]).toBe(text);
  });
});
