import { type ParseOptions, type ParseResult, parsePolicy, type Statement, type TextEdit } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";
import { applyEdits } from "./apply-edits.js";
import { canonicalStatement } from "./canonical-statement.js";
import { tidyLayout } from "./tidy-layout.js";

/** Formatting again may find more to do once; a text that still moves after this many rounds is left as it then is. */
const MOST_ROUNDS = 4;

/**
 * A policy in English with each statement in its canonical words where it stands. Comments, headings, blank lines,
 * bullets, and the order of statements stay.
 *
 * @param text one that `parsePolicy` accepts with these options; another is given back as it is
 * @returns a text that gives the same policy, and that formatting leaves as it is
 */
export function formatText(text: string, options: ParseOptions): string {
  let formatted = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = formatOnce(formatted, options);
    if (next === formatted) break;
    formatted = next;
  }
  return formatted;
}

function formatOnce(text: string, options: ParseOptions): string {
  const parsed = parsePolicy(text, options);
  if (!parsed.ok) return text;
  const keepsPolicy = policyKeeper(parsed.policy, options);
  const reworded = reword(text, editsOf(text, parsed), keepsPolicy);
  const tidied = tidyLayout(reworded);
  return keepsPolicy(tidied) ? tidied : reworded;
}

/** Whether a text gives this very policy. */
function policyKeeper(policy: SpendingPolicy, options: ParseOptions): (text: string) => boolean {
  const meaning = JSON.stringify(policy);
  return (text) => {
    const parsed = parsePolicy(text, options);
    return parsed.ok && JSON.stringify(parsed.policy) === meaning;
  };
}

function editsOf(text: string, { document, policy }: Extract<ParseResult, { ok: true }>): TextEdit[] {
  return document.statements.flatMap((statement) => editOf(text, statement, policy) ?? []);
}

function editOf(text: string, statement: Statement, policy: SpendingPolicy): TextEdit | undefined {
  const { start, end } = statement.range;
  const canonical = canonicalStatement(statement, policy);
  // A statement over several lines may hold comments, and its lines are how somebody grouped it.
  if (canonical === undefined || /[\r\n]/.test(text.slice(start, end))) return undefined;
  const stop = /^[^\S\r\n]*[.;!]/.exec(text.slice(end))?.[0].length ?? 0;
  const edit = { start, end: end + stop, text: canonical };
  return text.slice(edit.start, edit.end) === canonical ? undefined : edit;
}

/**
 * Applies the edits that leave the policy as it is: all of them at once as a rule, else each half by itself, so that one
 * statement that depends on the words around it does not keep the others from being formatted.
 */
function reword(text: string, edits: readonly TextEdit[], keepsPolicy: (text: string) => boolean): string {
  if (edits.length === 0) return text;
  const edited = applyEdits(text, edits);
  if (keepsPolicy(edited)) return edited;
  if (edits.length === 1) return text;
  const middle = edits.length >> 1;
  // From the end, so that the places of the first half still hold.
  return reword(reword(text, edits.slice(middle), keepsPolicy), edits.slice(0, middle), keepsPolicy);
}
