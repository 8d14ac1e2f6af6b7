import type { LintFinding, LintFix } from "../finding.js";
import { type LintInput, type LintOptions, lintPolicy } from "../lint-policy.js";
import { applyEdits, applyPatch } from "./apply.js";

/**
 * The policy with the fix applied.
 *
 * @param input what was linted
 * @param fix one of that finding's fixes; one made for another input may throw a `RangeError` or give nonsense
 */
export function applyFix(input: LintInput, fix: LintFix): LintInput {
  if ("text" in input) return { text: applyEdits(input.text, fix.edits ?? []) };
  return { policy: applyPatch(input.policy, fix.patch ?? []) };
}

/** A policy after its fixes, and the findings that were fixed, in the order they were. */
export interface FixedPolicy {
  input: LintInput;
  applied: LintFinding[];
}

/** The most findings that are fixed; each fix takes at least one finding away, so that this is never reached. */
const MOST_FIXES = 1_000;

/**
 * Applies every fix that changes no decision (`effect: "same"`), one after the other, until none is left. A policy that
 * cannot be read comes back as it is. Never throws on data.
 */
export function fixPolicy(input: LintInput, options: LintOptions = {}): FixedPolicy {
  const applied: LintFinding[] = [];
  let current = input;
  while (applied.length < MOST_FIXES) {
    const result = lintPolicy(current, options);
    if (!result.ok) break;
    const next = firstSafeFix(result.findings);
    if (next === undefined) break;
    applied.push(next.finding);
    current = applyFix(current, next.fix);
  }
  return { input: current, applied };
}

function firstSafeFix(findings: readonly LintFinding[]): { finding: LintFinding; fix: LintFix } | undefined {
  for (const finding of findings) {
    const fix = finding.fixes?.find(({ effect }) => effect === "same");
    if (fix !== undefined) return { finding, fix };
  }
  return undefined;
}
