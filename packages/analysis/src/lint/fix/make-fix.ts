import { type ParseOptions, parsePolicy } from "@spendrail/language";
import { policyDigest, type SpendingPolicy } from "@spendrail/model";
import type { LintFix } from "../finding.js";
import type { PolicyChange, Subject, TextChange, TextSource } from "../rule.js";
import { applyEdits } from "./apply.js";
import { changedPolicy, patchOf } from "./changed-policy.js";
import { editsOf } from "./edits.js";

/** How much text is read again, in all, to try the fixes of one policy; far more than any policy that people write takes. */
const MOST_READ = 262_144;

type Change = PolicyChange | TextChange;

/**
 * Makes the fixes of one policy. Each fix of a text is tried before it is offered: one whose result does not mean exactly
 * what it should is left out, and so are those of a huge text that would take too long to try.
 */
export function fixMaker(subject: Subject, options: ParseOptions): (changes: readonly Change[]) => LintFix[] {
  const { source } = subject;
  let left = MOST_READ;
  return (changes) =>
    changes.flatMap((change) => {
      if (source === undefined) return "edits" in change ? [] : [patched(change)];
      left -= source.text.length;
      const fix = left < 0 ? undefined : edited(change, subject.policy, source, options);
      return fix === undefined ? [] : [fix];
    });
}

function patched(change: PolicyChange): LintFix {
  return { title: change.title, effect: change.effect, patch: patchOf(change) };
}

function edited(
  change: Change,
  policy: SpendingPolicy,
  source: TextSource,
  options: ParseOptions,
): LintFix | undefined {
  const isText = "edits" in change;
  const edits = isText ? [...change.edits] : editsOf(change, policy, source);
  const wanted = isText ? policy : changedPolicy(policy, change);
  if (edits === undefined || !means(applyEdits(source.text, edits), wanted, options)) return undefined;
  return { title: change.title, effect: isText ? "same" : change.effect, edits };
}

/** Whether the text is read as this policy. */
function means(text: string, policy: SpendingPolicy, options: ParseOptions): boolean {
  const parsed = parsePolicy(text, options);
  return parsed.ok && policyDigest(parsed.policy) === policyDigest(policy);
}
