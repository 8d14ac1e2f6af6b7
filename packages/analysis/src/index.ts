export { diffPolicies, isAtMostAsPermissive } from "./diff/diff-policies.js";
export type {
  DiffVerdict,
  Permissiveness,
  PolicyDiff,
  PolicyIssue,
  RuleChange,
  Undecided,
  Witness,
} from "./diff/policy-diff.js";
export type { Derivation, DerivationStep, Share } from "./exposure/derivation.js";
export { exposure } from "./exposure/exposure.js";
export type {
  CurvePoint,
  Exposure,
  ExposureReport,
  ExposureRequest,
  Exposures,
  MissingRule,
} from "./exposure/exposure-report.js";
export { type ReplayRequest, replaySchedule, type ScheduleReplay } from "./exposure/replay-schedule.js";
export type { AttackSchedule, ScheduledFacts, ScheduledPayments } from "./exposure/schedule.js";
export { type Verification, verifyDerivation } from "./exposure/verify-derivation.js";
export type { FixEffect, LintFinding, LintFix, PatchOperation, Place, RelatedPlace } from "./lint/finding.js";
export { applyFix, type FixedPolicy, fixPolicy } from "./lint/fix/fix-policy.js";
export { type LintInput, type LintOptions, type LintResult, lintPolicy } from "./lint/lint-policy.js";
export { LINT_RULES, type LintRuleInfo } from "./lint/registry.js";
export type { NearLimit } from "./replay/near-limit.js";
export type { HistoryIssue } from "./replay/read-spend.js";
export { type ReplayOptions, type ReplayResult, replay, replaySync } from "./replay/replay.js";
export {
  type DecidedBy,
  type Flip,
  MOST_LISTED,
  type NearMiss,
  type Outcome,
  type ReplayReport,
  type Verdict,
} from "./replay/report.js";
export { type Suggestion, type SuggestOptions, suggest } from "./replay/suggest.js";
export type { Tally } from "./replay/tally.js";
export { type GeneratedTests, type GenerateTestsOptions, generateTests } from "./testgen/generate-tests.js";
export { type Mutant, mutantsOf } from "./testgen/mutant.js";
export { type MutationScore, type MutationScoreOptions, mutationScore } from "./testgen/mutation-score.js";
export type { PolicyCase } from "./testgen/policy-case.js";
export { type LimitUsage, type Usage, type UsagePoint, usageOverTime } from "./usage/usage-over-time.js";
