import type { ReasonCode } from "@spendrail/model";
import { describe, expect, it } from "vitest";
import { decide, type Situation } from "./situation.js";

const DAY = { type: "anchored", duration: "P1D" } as const;
const EARLIER = "2026-03-04T11:00:00Z";
/** 12:00 UTC on a Wednesday is the instant of the usual payment. */
const WEDNESDAYS = { days: ["wednesday" as const] };
const WEEKENDS = { days: ["saturday" as const, "sunday" as const] };

type Row = [title: string, situation: Situation, code: ReasonCode];

const SELECTORS: Row[] = [
  [
    "a host name matches itself only",
    { rules: [{ kind: "block", what: { merchants: ["openai.com"] } }], payment: { merchant: "api.openai.com" } },
    "ok",
  ],
  [
    "a pattern matches every subdomain",
    { rules: [{ kind: "block", what: { merchants: ["*.openai.com"] } }], payment: { merchant: "eu.api.openai.com" } },
    "merchant_blocked",
  ],
  [
    "a pattern does not match a longer name",
    { rules: [{ kind: "block", what: { merchants: ["*.openai.com"] } }], payment: { merchant: "notopenai.com" } },
    "ok",
  ],
  [
    "hostile spelling: user-info before the host",
    {
      rules: [{ kind: "allow", only: { merchants: ["openai.com"] } }],
      payment: { merchant: "https://openai.com@evil.io/" },
    },
    "merchant_not_allowlisted",
  ],
  [
    "hostile spelling: case, www., port and trailing dot",
    {
      rules: [{ kind: "block", what: { merchants: ["openai.com"] } }],
      payment: { merchant: "HTTPS://WWW.OpenAI.com.:443/pay" },
    },
    "merchant_blocked",
  ],
  [
    "hostile spelling: full-width letters and zero-width space",
    { rules: [{ kind: "block", what: { merchants: ["openai.com"] } }], payment: { merchant: "ｏpen\u200bai．com" } },
    "merchant_blocked",
  ],
  [
    "a look-alike in Cyrillic is another merchant",
    { rules: [{ kind: "allow", only: { merchants: ["openai.com"] } }], payment: { merchant: "оpenai.com" } },
    "merchant_not_allowlisted",
  ],
  [
    "a category takes in its MCCs",
    { rules: [{ kind: "block", what: { categories: ["gambling"] } }], payment: { mcc: "7995" } },
    "merchant_category_blocked",
  ],
  [
    "a stated category counts beside the MCC's",
    { rules: [{ kind: "block", what: { categories: ["gambling"] } }], payment: { category: "gambling" } },
    "merchant_category_blocked",
  ],
  [
    "a category says nothing about MCCs",
    { rules: [{ kind: "block", what: { mccs: ["7995"] } }], payment: { category: "gambling", mcc: undefined } },
    "ok",
  ],
  [
    "an MCC outside the table is denied where a category block applies",
    { rules: [{ kind: "block", what: { categories: ["gambling"] } }], payment: { mcc: "0001" } },
    "merchant_category_blocked",
  ],
  [
    "an MCC outside the table passes a block of merchants",
    { rules: [{ kind: "block", what: { merchants: ["evil.io"] } }], payment: { mcc: "0001" } },
    "ok",
  ],
  [
    "category and merchant in one block: by the category",
    { rules: [{ kind: "block", what: { categories: ["software"], merchants: ["openai.com"] } }] },
    "merchant_category_blocked",
  ],
  [
    "category and merchant in one block: by the merchant",
    { rules: [{ kind: "block", what: { categories: ["gambling"], merchants: ["openai.com"] } }] },
    "merchant_blocked",
  ],
  [
    "a block over two dimensions needs both",
    { rules: [{ kind: "block", what: { tokens: ["USDC"], chains: ["polygon"] } }] },
    "ok",
  ],
  [
    "a block over two dimensions is judged at the last",
    { rules: [{ kind: "block", what: { tokens: ["USDC"], chains: ["base"] } }] },
    "chain_blocked",
  ],
  [
    "a block of a fact that is not stated passes",
    { rules: [{ kind: "block", what: { chains: ["base"] } }], payment: { chain: undefined } },
    "ok",
  ],
  [
    "an allowlist of a fact that is not stated fails",
    { rules: [{ kind: "allow", only: { chains: ["base"] } }], payment: { chain: undefined } },
    "chain_not_allowlisted",
  ],
  [
    "allow rules of one dimension add up",
    {
      rules: [
        { kind: "allow", only: { merchants: ["arxiv.org"] } },
        { kind: "allow", only: { categories: ["software"] } },
      ],
    },
    "ok",
  ],
  [
    "allow rules of two dimensions must both let it in",
    {
      rules: [
        { kind: "allow", only: { merchants: ["openai.com"] } },
        { kind: "allow", only: { tokens: ["USDT"] } },
      ],
    },
    "token_not_allowlisted",
  ],
  [
    "a block wins over an allow",
    {
      rules: [
        { kind: "allow", only: { merchants: ["openai.com"] } },
        { kind: "block", what: { merchants: ["openai.com"] } },
      ],
    },
    "merchant_blocked",
  ],
  [
    "a merchant that was never paid is new",
    { rules: [{ kind: "block", what: { merchantHistory: "new" } }] },
    "merchant_blocked",
  ],
  [
    "a merchant that was paid is known",
    { rules: [{ kind: "block", what: { merchantHistory: "new" } }], spends: [{ at: EARLIER }] },
    "ok",
  ],
  [
    "only known merchants",
    { rules: [{ kind: "allow", only: { merchantHistory: "known" } }] },
    "merchant_not_allowlisted",
  ],
];

const CONDITIONS: Row[] = [
  [
    "a limit counts the fee",
    { rules: [{ kind: "limit", per: "transaction", max: "10" }], payment: { fee: "0.01" } },
    "per_transaction_limit",
  ],
  [
    "an exclusive limit denies its very figure",
    { rules: [{ kind: "limit", per: "transaction", max: "10", exclusive: true }] },
    "per_transaction_limit",
  ],
  [
    "an exclusive limit passes one minor unit below",
    { rules: [{ kind: "limit", per: "transaction", max: "10.000001", exclusive: true }] },
    "ok",
  ],
  [
    "a limit on another merchant does not apply",
    { rules: [{ kind: "limit", per: "transaction", max: "1", on: { merchants: ["arxiv.org"] } }] },
    "ok",
  ],
  [
    "an exception takes the payment out",
    { rules: [{ kind: "limit", per: "transaction", max: "1", except: { merchants: ["openai.com"] } }] },
    "ok",
  ],
  [
    "an exception that is not certain takes nothing out",
    {
      rules: [{ kind: "limit", per: "transaction", max: "1", except: { countries: ["US"] } }],
      payment: { country: undefined },
    },
    "per_transaction_limit",
  ],
  [
    "a limit at other times does not apply",
    { rules: [{ kind: "limit", per: "transaction", max: "1", during: WEEKENDS }] },
    "ok",
  ],
  [
    "a limit at these times applies",
    { rules: [{ kind: "limit", per: "transaction", max: "1", during: WEDNESDAYS }] },
    "per_transaction_limit",
  ],
  [
    "a limit that is over does not apply",
    { rules: [{ kind: "limit", per: "transaction", max: "1", validUntil: "2026-03-04T12:00:00Z" }] },
    "ok",
  ],
  [
    "a limit counts only the spends of its own times",
    {
      rules: [{ kind: "limit", per: "lifetime", max: "15", during: WEDNESDAYS }],
      spends: [{ at: "2026-03-03T12:00:00Z" }],
    },
    "ok",
  ],
  [
    "a limit counts only the spends since it is valid",
    {
      rules: [{ kind: "limit", per: "lifetime", max: "15", validFrom: EARLIER }],
      spends: [{ at: "2026-03-04T10:59:59Z" }],
    },
    "ok",
  ],
  [
    "a limit does not count spends it excepts",
    {
      rules: [{ kind: "limit", per: "lifetime", max: "15", except: { merchants: ["arxiv.org"] } }],
      spends: [{ merchant: "arxiv.org", at: EARLIER }],
    },
    "ok",
  ],
  [
    "by merchant: another merchant's spends do not count",
    {
      rules: [{ kind: "limit", per: DAY, max: "15", by: "merchant" }],
      spends: [{ merchant: "arxiv.org", at: EARLIER }],
    },
    "ok",
  ],
  [
    "by merchant: the merchant's own count",
    { rules: [{ kind: "limit", per: DAY, max: "15", by: "merchant" }], spends: [{ at: EARLIER }] },
    "merchant_limit_exceeded",
  ],
  [
    "by recipient: a payment without one has a budget of its own",
    {
      rules: [{ kind: "limit", per: DAY, max: "15", by: "recipient" }],
      spends: [{ at: EARLIER }],
      payment: { recipient: undefined },
    },
    "ok",
  ],
  [
    "by category: every category must have room",
    {
      rules: [{ kind: "velocity", per: DAY, max: 1, by: "category" }],
      spends: [{ mcc: "7995", category: "software", at: EARLIER }],
    },
    "merchant_limit_exceeded",
  ],
  [
    "velocity counts payments, not money",
    { rules: [{ kind: "velocity", per: DAY, max: 2 }], spends: [{ amount: "5000", at: EARLIER }] },
    "ok",
  ],
  [
    "velocity over the lifetime is part of the total",
    { rules: [{ kind: "velocity", per: "lifetime", max: 1 }], spends: [{ amount: "1", at: EARLIER }] },
    "total_limit_exceeded",
  ],
  [
    "a duplicate needs the same amount",
    { rules: [{ kind: "duplicate", within: "P1D" }], spends: [{ amount: "10.01", at: EARLIER }] },
    "ok",
  ],
  [
    "a duplicate needs the same merchant",
    { rules: [{ kind: "duplicate", within: "P1D" }], spends: [{ merchant: "arxiv.org", at: EARLIER }] },
    "ok",
  ],
  [
    "a duplicate without a merchant goes by the recipient",
    {
      rules: [{ kind: "duplicate", within: "P1D" }],
      spends: [{ merchant: "arxiv.org", at: EARLIER }],
      payment: { merchant: undefined },
    },
    "duplicate_payment",
  ],
  [
    "several schedules: any may be open",
    {
      rules: [
        { kind: "schedule", only: WEEKENDS },
        { kind: "schedule", only: WEDNESDAYS },
      ],
    },
    "ok",
  ],
  [
    "a block of everything at a time is a schedule",
    { rules: [{ kind: "block", during: WEDNESDAYS }] },
    "outside_schedule",
  ],
  [
    "a block of everything with an exception spares it",
    { rules: [{ kind: "block", except: { merchants: ["openai.com"] } }] },
    "ok",
  ],
  [
    "a reserve with an exception spares it",
    { rules: [{ kind: "reserve", keep: "100", except: { merchants: ["openai.com"] } }], account: { balance: "10" } },
    "ok",
  ],
  [
    "approval compares the amount without the fee",
    { rules: [{ kind: "approval", above: "10" }], payment: { fee: "5" } },
    "ok",
  ],
  [
    "inclusive approval takes its very figure in",
    { rules: [{ kind: "approval", above: "10", inclusive: true }] },
    "approval_required",
  ],
  [
    "approval over a window adds up amounts",
    { rules: [{ kind: "approval", above: "15", per: DAY }], spends: [{ amount: "6", fee: "5", at: EARLIER }] },
    "approval_required",
  ],
  ["approval without a figure asks for every payment", { rules: [{ kind: "approval" }] }, "approval_required"],
];

describe("selectors", () => {
  it.each(SELECTORS)("%s", (_title, situation, code) => expect(decide(situation).code).toBe(code));
});

describe("conditions and partitions", () => {
  it.each(CONDITIONS)("%s", (_title, situation, code) => expect(decide(situation).code).toBe(code));
});

describe("with missing facts denied", () => {
  const rows: Row[] = [
    [
      "a block that cannot be verified",
      { rules: [{ kind: "block", what: { chains: ["polygon"] } }], payment: { chain: undefined } },
      "fact_missing",
    ],
    [
      "a limit that cannot be verified",
      {
        rules: [{ kind: "limit", per: "transaction", max: "50", on: { countries: ["FR"] } }],
        payment: { country: undefined },
      },
      "fact_missing",
    ],
    [
      "no drift score where a drift rule is in force",
      { rules: [{ kind: "drift", max: "0.5" }], payment: { driftScore: undefined } },
      "fact_missing",
    ],
    ["no balance where a reserve rule is in force", { rules: [{ kind: "reserve", keep: "5" }] }, "fact_missing"],
    ["no balance where no rule needs it", {}, "ok"],
    [
      "a rule that is not in force needs nothing",
      { rules: [{ kind: "drift", max: "0.5", during: WEEKENDS }], payment: { driftScore: undefined } },
      "ok",
    ],
    [
      "another dimension already rules the block out",
      { rules: [{ kind: "block", what: { chains: ["polygon"], tokens: ["DAI"] } }], payment: { chain: undefined } },
      "ok",
    ],
  ];
  it.each(rows)("%s", (_title, situation, code) => {
    expect(decide({ ...situation, options: { missing: "deny" } }).code).toBe(code);
    expect(decide(situation).code).toBe("ok");
  });
});
