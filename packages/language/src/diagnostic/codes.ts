/** How much a diagnostic matters: an `error` means there is no policy; the others come with a policy. */
export type Severity = "error" | "warning" | "info";

/** Every diagnostic the language can give, with its severity. Each has its page in the documentation. */
export const DIAGNOSTIC_CODES = {
  allow_means_only: "info",
  amount_ambiguous: "error",
  amount_negative: "error",
  amount_or_count_ambiguous: "error",
  bad_pattern: "error",
  currency_ambiguous: "error",
  currency_assumed: "warning",
  date_ambiguous: "error",
  date_invalid: "error",
  date_relative: "error",
  duplicate_statement: "warning",
  empty_policy: "error",
  forbidden_character: "error",
  input_too_long: "error",
  limit_not_allowlist: "info",
  mixed_currency: "error",
  mixed_script: "error",
  no_effect: "info",
  not_understood: "error",
  or_ambiguous: "error",
  period_ambiguous: "error",
  period_conflict: "error",
  period_missing: "error",
  reach_ambiguous: "error",
  reach_assumed: "info",
  selector_not_expressible: "error",
  setting_conflict: "error",
  time_ambiguous: "error",
  time_assumed: "info",
  time_zone_assumed: "info",
  time_zone_unknown: "error",
  unknown_name: "error",
  value_out_of_range: "error",
} as const satisfies Record<string, Severity>;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;
