import type { Severity } from "@spendrail/language";
import type { LintRule } from "./rule.js";
import { alertWithoutLimit } from "./rules/alert-without-limit/rule.js";
import { allowAndBlock } from "./rules/allow-and-block/rule.js";
import { allowWithoutOnly } from "./rules/allow-without-only/rule.js";
import { approvalAboveLimit } from "./rules/approval-above-limit/rule.js";
import { assumedCurrency } from "./rules/assumed-currency/rule.js";
import { assumedTimeZone } from "./rules/assumed-time-zone/rule.js";
import { bareDomain } from "./rules/bare-domain/rule.js";
import { blockedCategory } from "./rules/blocked-category/rule.js";
import { deniedPayee } from "./rules/denied-payee/rule.js";
import { driftRange } from "./rules/drift-range/rule.js";
import { duplicateHost } from "./rules/duplicate-host/rule.js";
import { emptyAllowlist } from "./rules/empty-allowlist/rule.js";
import { exceptionWithoutEffect } from "./rules/exception-without-effect/rule.js";
import { expiredPolicy } from "./rules/expired-policy/rule.js";
import { expiredRule } from "./rules/expired-rule/rule.js";
import { impliedApproval } from "./rules/implied-approval/rule.js";
import { impliedLimit } from "./rules/implied-limit/rule.js";
import { lookAlikeHost } from "./rules/look-alike-host/rule.js";
import { looserSpecialLimit } from "./rules/looser-special-limit/rule.js";
import { mixedNotation } from "./rules/mixed-notation/rule.js";
import { nearDuplicateHost } from "./rules/near-duplicate-host/rule.js";
import { neverOpen } from "./rules/never-open/rule.js";
import { noLifetimeLimit } from "./rules/no-lifetime-limit/rule.js";
import { noTransactionLimit } from "./rules/no-transaction-limit/rule.js";
import { noWindowLimit } from "./rules/no-window-limit/rule.js";
import { redundantRule } from "./rules/redundant-rule/rule.js";
import { resetBurst } from "./rules/reset-burst/rule.js";
import { retryHole } from "./rules/retry-hole/rule.js";
import { shortLivedBudget } from "./rules/short-lived-budget/rule.js";
import { tokenWithoutChain } from "./rules/token-without-chain/rule.js";
import { unlimitedOthers } from "./rules/unlimited-others/rule.js";
import { unreachableLimit } from "./rules/unreachable-limit/rule.js";

/** What is known of a rule without running it. */
export interface LintRuleInfo {
  /** The severity of its findings unless the caller chooses another. */
  readonly severity: Severity;
  /** What it finds, in one line. */
  readonly summary: string;
  /** Its page in the documentation, relative to the root of the project. */
  readonly page: string;
}

/** The rules that look at a policy, by name. */
export const RULES: Readonly<Record<string, LintRule>> = {
  "alert-without-limit": alertWithoutLimit,
  "allow-and-block": allowAndBlock,
  "allow-without-only": allowWithoutOnly,
  "approval-above-limit": approvalAboveLimit,
  "assumed-currency": assumedCurrency,
  "assumed-time-zone": assumedTimeZone,
  "bare-domain": bareDomain,
  "blocked-category": blockedCategory,
  "denied-payee": deniedPayee,
  "drift-range": driftRange,
  "duplicate-host": duplicateHost,
  "empty-allowlist": emptyAllowlist,
  "exception-without-effect": exceptionWithoutEffect,
  "expired-policy": expiredPolicy,
  "expired-rule": expiredRule,
  "implied-approval": impliedApproval,
  "implied-limit": impliedLimit,
  "look-alike-host": lookAlikeHost,
  "looser-special-limit": looserSpecialLimit,
  "mixed-notation": mixedNotation,
  "near-duplicate-host": nearDuplicateHost,
  "never-open": neverOpen,
  "no-lifetime-limit": noLifetimeLimit,
  "no-transaction-limit": noTransactionLimit,
  "no-window-limit": noWindowLimit,
  "redundant-rule": redundantRule,
  "reset-burst": resetBurst,
  "retry-hole": retryHole,
  "short-lived-budget": shortLivedBudget,
  "token-without-chain": tokenWithoutChain,
  "unlimited-others": unlimitedOthers,
  "unreachable-limit": unreachableLimit,
};

/** The rules that look at the comments that silence others. */
const COMMENT_RULES: Readonly<Record<string, Pick<LintRuleInfo, "severity" | "summary">>> = {
  "bad-suppression": {
    severity: "warning",
    summary: "A comment that should silence a rule names no rule there is, or no reason.",
  },
  "unused-suppression": { severity: "warning", summary: "A comment silences a rule that has nothing to say there." },
};

/** The page of a rule, relative to the root of the project. */
export function pageOf(rule: string): string {
  return `docs/rules/${rule}.md`;
}

/** Every rule of the linter by name, in alphabetical order. */
export const LINT_RULES: Readonly<Record<string, LintRuleInfo>> = Object.fromEntries(
  Object.entries({ ...RULES, ...COMMENT_RULES })
    .map(([name, { severity, summary }]): [string, LintRuleInfo] => [name, { severity, summary, page: pageOf(name) }])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
