import { type ParseOptions, parsePolicy, type TextEdit } from "@spendrail/language";
import { policyDigest, readPolicy, type SpendingPolicy } from "@spendrail/model";
import type { LintFix } from "../finding.js";
import type { PolicyChange, Subject, TextChange } from "../rule.js";
import { applyEdits, applyPatch } from "./apply.js";
import { changedPolicy, patchOf } from "./changed-policy.js";
import { editsOf } from "./edits.js";

/**
 * The fixes for the changes. Each is tried before it is offered: one whose result does not say exactly what it should is
 * left out.
 */
export function makeFixes(
  changes: readonly (PolicyChange | TextChange)[],
  subject: Subject,
  options: ParseOptions,
): LintFix[] {
  return changes.flatMap((change) => {
    const fix = makeFix(change, subject, options);
    return fix === undefined ? [] : [fix];
  });
}

function makeFix(change: PolicyChange | TextChange, subject: Subject, options: ParseOptions): LintFix | undefined {
  const { policy, source } = subject;
  if ("edits" in change) {
    const edits = [...change.edits];
    if (source === undefined || !means(applyEdits(source.text, edits), policy, options)) return undefined;
    return { title: change.title, effect: "same", edits };
  }
  const { title, effect } = change;
  const wanted = changedPolicy(policy, change);
  if (source === undefined) {
    const patch = patchOf(change);
    return readPolicy(applyPatch(policy, patch)).ok ? { title, effect, patch } : undefined;
  }
  const edits: TextEdit[] | undefined = editsOf(change, policy, source);
  if (edits === undefined || !means(applyEdits(source.text, edits), wanted, options)) return undefined;
  return { title, effect, edits };
}

/** Whether the text is read as this policy. */
function means(text: string, policy: SpendingPolicy, options: ParseOptions): boolean {
  const parsed = parsePolicy(text, options);
  return parsed.ok && policyDigest(parsed.policy) === policyDigest(policy);
}
