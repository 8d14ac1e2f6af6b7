import { expect, it } from "vitest";
import { REASONS } from "./reasons.js";
import { decide, type Situation } from "./situation.js";

const HOUR_AGO = "2026-03-04T11:00:00Z";

/** Beyond one situation for each code: other wordings, figures and remedies of it. */
const FURTHER: [title: string, situation: Situation][] = [
  ["approved", {}],
  [
    "approved with an alert",
    {
      rules: [
        { kind: "limit", per: "lifetime", max: "12" },
        { kind: "alert", at: "0.8" },
      ],
    },
  ],
  ["a limit that must stay below", { rules: [{ kind: "limit", per: "transaction", max: "10", exclusive: true }] }],
  [
    "any 24 hours",
    {
      rules: [{ kind: "limit", per: { type: "sliding", duration: "P1D" }, max: "15" }],
      spends: [{ amount: "7", at: HOUR_AGO }],
    },
  ],
  [
    "a calendar month",
    {
      rules: [{ kind: "limit", per: { type: "calendar", unit: "month" }, max: "15" }],
      spends: [{ amount: "7", at: HOUR_AGO }],
    },
  ],
  [
    "six hours",
    { rules: [{ kind: "velocity", per: { type: "anchored", duration: "PT6H" }, max: 1 }], spends: [{ at: HOUR_AGO }] },
  ],
  [
    "nothing of a limit left",
    { rules: [{ kind: "limit", per: "lifetime", max: "15" }], spends: [{ amount: "15", at: HOUR_AGO }] },
  ],
  [
    "an amount with many decimals",
    {
      rules: [{ kind: "limit", per: "transaction", max: "0.000000000000000001" }],
      payment: { token: "DAI", amount: "0.000000000000000002" },
    },
  ],
  [
    "a budget for each merchant",
    {
      rules: [{ kind: "limit", per: { type: "anchored", duration: "P30D" }, max: "15", by: "merchant" }],
      spends: [{ amount: "7", at: HOUR_AGO }],
    },
  ],
  [
    "two approvals over a window",
    {
      rules: [{ kind: "approval", above: "15", per: { type: "anchored", duration: "P1D" }, approvers: 2 }],
      spends: [{ amount: "7", at: HOUR_AGO }],
    },
  ],
  [
    "an MCC outside the table",
    { rules: [{ kind: "block", what: { categories: ["gambling"] } }], payment: { mcc: "0001" } },
  ],
  [
    "no merchant under an allowlist",
    { rules: [{ kind: "allow", only: { merchants: ["arxiv.org"] } }], payment: { merchant: undefined } },
  ],
  [
    "a fact is missing",
    { rules: [{ kind: "drift", max: "0.5" }], payment: { driftScore: undefined }, options: { missing: "deny" } },
  ],
  ["several fields cannot be read", { payment: { mcc: "57", at: "yesterday" } }],
  [
    "closed until tomorrow's opening",
    { rules: [{ kind: "schedule", only: { hours: { from: "09:00", to: "11:00" } } }] },
  ],
  [
    "closed and spent up",
    {
      rules: [
        { kind: "schedule", only: { days: ["monday"] } },
        { kind: "limit", per: { type: "anchored", duration: "P7D" }, max: "15" },
      ],
      spends: [{ amount: "7", at: "2026-03-04T11:30:00Z" }],
    },
  ],
];

it("says what was decided, with the figures in it", async () => {
  const situations: [string, Situation][] = [
    ...REASONS.map(({ code, denied }): [string, Situation] => [code, denied]),
    ...FURTHER,
  ];
  const pages = situations.map(([title, situation]) => {
    const { trace, policyDigest, message, ...rest } = decide(situation);
    return `${title}\n  ${message}\n  ${JSON.stringify(rest)}\n`;
  });
  await expect(pages.join("\n")).toMatchFileSnapshot("messages.golden.txt");
});
