import type { SourceRange } from "@spendrail/language";
import type { LintFinding } from "../finding.js";
import { type Comment, readComments } from "./comments.js";

/** What the suppression rules know of the others. */
export interface SuppressionContext {
  /** Every rule there is. */
  readonly known: readonly string[];
  /** Rules that are switched off: a comment that silences one of them is no finding. */
  readonly off: ReadonlySet<string>;
  /** A finding of one of the two rules about comments; `undefined` when that rule is switched off. */
  finding(rule: "bad-suppression" | "unused-suppression", range: SourceRange, message: string): LintFinding | undefined;
}

/**
 * The findings without those that a comment silences, and those about the comments themselves. A comment silences its
 * rules for findings that start in the next line that is neither blank nor a comment.
 */
export function applySuppressions(
  findings: readonly LintFinding[],
  text: string,
  context: SuppressionContext,
): LintFinding[] {
  const silenced = new Set<LintFinding>();
  const about: (LintFinding | undefined)[] = [];
  for (const comment of readComments(text)) {
    const problem = problemOf(comment, context.known);
    if (problem !== undefined) {
      about.push(context.finding("bad-suppression", comment.range, problem));
      continue;
    }
    for (const rule of comment.rules) {
      const matching = findings.filter((finding) => finding.rule === rule && finding.range?.line === comment.nextLine);
      for (const finding of matching) silenced.add(finding);
      if (matching.length > 0 || context.off.has(rule)) continue;
      about.push(
        context.finding("unused-suppression", comment.range, `\`${rule}\` has nothing to say about the next line.`),
      );
    }
  }
  return [...findings.filter((finding) => !silenced.has(finding)), ...about.filter((finding) => finding !== undefined)];
}

function problemOf({ rules, reason }: Comment, known: readonly string[]): string | undefined {
  if (rules.length === 0) {
    return "This comment names no rule: write `# lint-disable-next-line RULE: reason`.";
  }
  const unknown = rules.filter((rule) => !known.includes(rule));
  if (unknown.length > 0) {
    return `There is no rule ${unknown.map((rule) => `\`${rule}\``).join(", ")}, so nothing is silenced.`;
  }
  if (reason === "") {
    return "This comment gives no reason, so nothing is silenced: write it after the rule and a colon.";
  }
  return undefined;
}
