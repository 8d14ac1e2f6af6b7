import type { Amount } from "../policy/policy.js";

/** The ten checks in the order they run. The order is public contract. */
export const CHECK_NAMES = [
  "amount",
  "scope",
  "mcc",
  "per_transaction",
  "total",
  "windows",
  "balance",
  "merchant",
  "drift",
  "approval",
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

/** Every reason a decision can carry. Codes hold still within a major version. */
export const REASON_CODES = [
  "ok",
  "payment_invalid",
  "account_frozen",
  "policy_not_yet_valid",
  "policy_expired",
  "outside_schedule",
  "all_payments_blocked",
  "amount_must_be_positive",
  "fee_must_be_non_negative",
  "currency_mismatch",
  "scope_blocked",
  "scope_not_allowed",
  "token_blocked",
  "token_not_allowlisted",
  "chain_blocked",
  "chain_not_allowlisted",
  "recipient_blocked",
  "recipient_not_allowlisted",
  "country_blocked",
  "country_not_allowlisted",
  "merchant_category_blocked",
  "per_transaction_limit",
  "total_limit_exceeded",
  "window_limit_exceeded",
  "velocity_limit_exceeded",
  "duplicate_payment",
  "insufficient_balance",
  "balance_reserve",
  "merchant_blocked",
  "merchant_not_allowlisted",
  "merchant_limit_exceeded",
  "goal_drift_exceeded",
  "approval_required",
  "fact_missing",
  "internal_error",
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

/** The numbers behind a decision, in the policy's currency (counts for velocity, a share for drift). */
export interface Figures {
  limit: Amount;
  /** What the rule had counted before this payment. */
  spent: Amount;
  /** What this payment adds to it. */
  attempted: Amount;
  /** What was left before this payment; never below zero. */
  remaining: Amount;
  /**
   * When counting starts anew: the end of the open anchored or current calendar window; for a sliding window the
   * instant at which the oldest counted spend leaves it. Absent where nothing will reset.
   */
  resetsAt?: string;
}

/** What would pass. Present on denials only, each part only where there is such a value. */
export interface Remedy {
  /**
   * The largest amount that would not be denied at the payment's instant, everything else the same, in the payment's
   * own currency and at the precision of its token or currency.
   */
  maxAmount?: Amount;
  /** The earliest instant at which this very payment would not be denied if nothing else were spent. */
  retryAt?: string;
}

/** An alert that this payment reaches or leaves behind: one entry for each money limit the alert watches. */
export interface Warning {
  /** Index into `policy.rules` of the alert. */
  rule: number;
  /** Spent, this payment included. */
  used: Amount;
  /** The maximum of the limit. */
  max: Amount;
}

/** What one check found. */
export interface TraceEntry {
  check: CheckName;
  result: "pass" | "fail" | "skip";
  note?: string;
}

/** The answer to one payment. Plain data. */
export interface Decision {
  outcome: "approve" | "require_approval" | "deny";
  code: ReasonCode;
  /** One English sentence with the figures in it. Wording may change; `code` does not. */
  message: string;
  /** The check that decided; for `approve` the last one. */
  check: CheckName;
  /** Index into `policy.rules` of the rule that decided, where one did. */
  rule?: number;
  figures?: Figures;
  remedy?: Remedy;
  /** With `require_approval`: how many distinct humans must approve. */
  approvers?: number;
  warnings?: Warning[];
  trace: TraceEntry[];
  /** `sha256:` and the lower-case hexadecimal SHA-256 of the policy's RFC 8785 canonical JSON. */
  policyDigest: string;
}
