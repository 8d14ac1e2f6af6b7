import type { Severity } from "@spendrail/language";
import type { LintRule } from "./rule.js";
import { approvalAboveLimit } from "./rules/approval-above-limit/rule.js";
import { expiredPolicy } from "./rules/expired-policy/rule.js";
import { expiredRule } from "./rules/expired-rule/rule.js";
import { impliedApproval } from "./rules/implied-approval/rule.js";
import { impliedLimit } from "./rules/implied-limit/rule.js";
import { looserSpecialLimit } from "./rules/looser-special-limit/rule.js";
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
  "approval-above-limit": approvalAboveLimit,
  "expired-policy": expiredPolicy,
  "expired-rule": expiredRule,
  "implied-approval": impliedApproval,
  "implied-limit": impliedLimit,
  "looser-special-limit": looserSpecialLimit,
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
