import type { CheckName, ReasonCode } from "@spendrail/model";
import type { Situation } from "./situation.js";

/** For one reason code: a situation that is denied with it, and one just on the other side of its boundary. */
export interface ReasonRow {
  code: ReasonCode;
  check: CheckName;
  denied: Situation;
  passes: Situation;
}

const DAY = { type: "anchored", duration: "P1D" } as const;
const EARLIER = "2026-03-04T11:00:00Z";

/** In the order in which the codes win. */
export const REASONS: ReasonRow[] = [
  {
    code: "payment_invalid",
    check: "amount",
    denied: { payment: { amount: "ten" } },
    passes: { payment: { amount: "10.00" } },
  },
  {
    code: "account_frozen",
    check: "amount",
    denied: { account: { frozen: true } },
    passes: { account: { frozen: false } },
  },
  {
    code: "policy_not_yet_valid",
    check: "amount",
    denied: { policy: { validFrom: "2026-03-04T12:00:01Z" } },
    passes: { policy: { validFrom: "2026-03-04T12:00:00Z" } },
  },
  {
    code: "policy_expired",
    check: "amount",
    denied: { policy: { validUntil: "2026-03-04T12:00:00Z" } },
    passes: { policy: { validUntil: "2026-03-04T12:00:01Z" } },
  },
  {
    code: "outside_schedule",
    check: "amount",
    denied: { rules: [{ kind: "schedule", only: { hours: { from: "09:00", to: "12:00" } } }] },
    passes: { rules: [{ kind: "schedule", only: { hours: { from: "12:00", to: "13:00" } } }] },
  },
  {
    code: "all_payments_blocked",
    check: "amount",
    denied: { rules: [{ kind: "block" }] },
    passes: { rules: [{ kind: "block", validUntil: "2026-03-04T12:00:00Z" }] },
  },
  {
    code: "amount_must_be_positive",
    check: "amount",
    denied: { payment: { amount: "0" } },
    passes: { payment: { amount: "0.000001" } },
  },
  {
    code: "fee_must_be_non_negative",
    check: "amount",
    denied: { payment: { fee: "-0.000001" } },
    passes: { payment: { fee: "0" } },
  },
  {
    code: "currency_mismatch",
    check: "amount",
    denied: { payment: { currency: "EUR" } },
    passes: { payment: { currency: "EUR" }, options: { rates: { EUR: "1.08" } } },
  },
  ...railRows("scope", "scopes", "scope_not_allowed", "compute", "data"),
  ...railRows("token", "tokens", "token_not_allowlisted", "USDC", "USDT"),
  ...railRows("chain", "chains", "chain_not_allowlisted", "base", "polygon"),
  ...railRows(
    "recipient",
    "recipients",
    "recipient_not_allowlisted",
    "0x00000000000000000000000000000000000000aa",
    "0x00000000000000000000000000000000000000ab",
  ),
  ...railRows("country", "countries", "country_not_allowlisted", "US", "CA"),
  {
    code: "merchant_category_blocked",
    check: "mcc",
    denied: { rules: [{ kind: "block", what: { mccs: ["5734"] } }] },
    passes: { rules: [{ kind: "block", what: { mccs: ["5733"] } }] },
  },
  {
    code: "per_transaction_limit",
    check: "per_transaction",
    denied: { rules: [{ kind: "limit", per: "transaction", max: "9.99" }] },
    passes: { rules: [{ kind: "limit", per: "transaction", max: "10" }] },
  },
  {
    code: "total_limit_exceeded",
    check: "total",
    denied: { rules: [{ kind: "limit", per: "lifetime", max: "99.99" }], spends: [{ amount: "90", at: EARLIER }] },
    passes: { rules: [{ kind: "limit", per: "lifetime", max: "100" }], spends: [{ amount: "90", at: EARLIER }] },
  },
  {
    code: "window_limit_exceeded",
    check: "windows",
    denied: { rules: [{ kind: "limit", per: DAY, max: "99.99" }], spends: [{ amount: "90", at: EARLIER }] },
    passes: { rules: [{ kind: "limit", per: DAY, max: "100" }], spends: [{ amount: "90", at: EARLIER }] },
  },
  {
    code: "velocity_limit_exceeded",
    check: "windows",
    denied: { rules: [{ kind: "velocity", per: DAY, max: 1 }], spends: [{ amount: "3", at: EARLIER }] },
    passes: { rules: [{ kind: "velocity", per: DAY, max: 2 }], spends: [{ amount: "3", at: EARLIER }] },
  },
  {
    code: "duplicate_payment",
    check: "windows",
    denied: { rules: [{ kind: "duplicate", within: "PT1H" }], spends: [{ at: "2026-03-04T11:00:00.001Z" }] },
    passes: { rules: [{ kind: "duplicate", within: "PT1H" }], spends: [{ at: "2026-03-04T11:00:00Z" }] },
  },
  {
    code: "insufficient_balance",
    check: "balance",
    denied: { account: { balance: "9.99" } },
    passes: { account: { balance: "10" } },
  },
  {
    code: "balance_reserve",
    check: "balance",
    denied: { rules: [{ kind: "reserve", keep: "5" }], account: { balance: "14.99" } },
    passes: { rules: [{ kind: "reserve", keep: "5" }], account: { balance: "15" } },
  },
  {
    code: "merchant_blocked",
    check: "merchant",
    denied: { rules: [{ kind: "block", what: { merchants: ["openai.com"] } }] },
    passes: { rules: [{ kind: "block", what: { merchants: ["*.openai.com"] } }] },
  },
  {
    code: "merchant_not_allowlisted",
    check: "merchant",
    denied: { rules: [{ kind: "allow", only: { merchants: ["anthropic.com"] } }] },
    passes: { rules: [{ kind: "allow", only: { merchants: ["anthropic.com", "openai.com"] } }] },
  },
  {
    code: "merchant_limit_exceeded",
    check: "merchant",
    denied: { rules: [{ kind: "limit", per: "transaction", max: "9.99", on: { merchants: ["openai.com"] } }] },
    passes: { rules: [{ kind: "limit", per: "transaction", max: "10", on: { merchants: ["openai.com"] } }] },
  },
  {
    code: "goal_drift_exceeded",
    check: "drift",
    denied: { rules: [{ kind: "drift", max: "0.09" }] },
    passes: { rules: [{ kind: "drift", max: "0.1" }] },
  },
  {
    code: "approval_required",
    check: "approval",
    denied: { rules: [{ kind: "approval", above: "9.99" }] },
    passes: { rules: [{ kind: "approval", above: "10" }] },
  },
];

function railRows(
  rail: "scope" | "token" | "chain" | "recipient" | "country",
  key: "scopes" | "tokens" | "chains" | "recipients" | "countries",
  missed: ReasonCode,
  value: string,
  other: string,
): ReasonRow[] {
  return [
    {
      code: `${rail}_blocked`,
      check: "scope",
      denied: { rules: [{ kind: "block", what: { [key]: [value] } }] },
      passes: { rules: [{ kind: "block", what: { [key]: [other] } }] },
    },
    {
      code: missed,
      check: "scope",
      denied: { rules: [{ kind: "allow", only: { [key]: [other] } }] },
      passes: { rules: [{ kind: "allow", only: { [key]: [value] } }] },
    },
  ];
}
