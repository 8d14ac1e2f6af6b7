import type { Rule, SpendingPolicy } from "@spendrail/model";

/** A budget that the crash test recounts by itself. */
export interface Budget {
  readonly span: "lifetime" | "hour" | { readonly type: "sliding" | "anchored"; readonly durationMs: number };
  readonly counts: "money" | "payments";
  readonly byMerchant: boolean;
  /** In cents, or payments. */
  readonly max: number;
}

const sliding = (max: number): Budget => ({
  span: { type: "sliding", durationMs: 1000 },
  counts: "money",
  byMerchant: false,
  max,
});
const lifetime: Budget = { span: "lifetime", counts: "money", byMerchant: false, max: 100_000_000 };

/** By account. Small enough that payments race for the last dollar all the time. */
export const BUDGETS: Readonly<Record<string, readonly Budget[]>> = {
  a: [
    sliding(2000),
    { span: { type: "anchored", durationMs: 2000 }, counts: "money", byMerchant: true, max: 1500 },
    lifetime,
  ],
  b: [sliding(2500), lifetime],
  team: [sliding(3000), { span: "hour", counts: "payments", byMerchant: false, max: 1_000_000 }, lifetime],
};
export const PARENT = "team";
export const MERCHANTS = ["openai.com", "aws.amazon.com", "github.com"];

export function policyOf(account: string): SpendingPolicy {
  return { version: 1, currency: "USD", rules: (BUDGETS[account] ?? []).map(ruleOf) };
}

function ruleOf({ span, counts, byMerchant, max }: Budget): Rule {
  const by = byMerchant ? ({ by: "merchant" } as const) : {};
  if (counts === "payments") return { kind: "velocity", per: { type: "calendar", unit: "hour" }, max };
  if (span === "lifetime" || span === "hour") return { kind: "limit", per: "lifetime", max: String(max / 100), ...by };
  const per = { type: span.type, duration: `PT${span.durationMs / 1000}S` };
  return { kind: "limit", per, max: String(max / 100), ...by };
}
