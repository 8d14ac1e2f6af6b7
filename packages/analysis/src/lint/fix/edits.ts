import { formatRule, type Statement, type TextEdit } from "@spendrail/language";
import type { Rule, SpendingPolicy } from "@spendrail/model";
import type { PolicyChange, TextSource } from "../rule.js";

/** The change as edits of the text: whole statements are written anew, taken out or added. */
export function editsOf(change: PolicyChange, policy: SpendingPolicy, source: TextSource): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const changed = change.rules ?? new Map<number, Rule | undefined>();
  const statements = source.document.statements.filter(({ rules }) => rules.some((index) => changed.has(index)));
  for (const statement of statements) edits.push(rewritten(statement, changed, policy, source.text));
  const added = (change.add ?? []).map((rule) => `\n${formatRule(rule, policy)}`).join("");
  if (added !== "") edits.push({ start: source.text.trimEnd().length, end: source.text.trimEnd().length, text: added });
  if (change.setting !== undefined) edits.push(settingEdit(change.setting.statement, source));
  return edits.length === 0 ? undefined : edits;
}

function rewritten(
  { range, rules }: Statement,
  changed: ReadonlyMap<number, Rule | undefined>,
  policy: SpendingPolicy,
  text: string,
): TextEdit {
  const sentences = rules.flatMap((index) => {
    const rule = changed.has(index) ? changed.get(index) : policy.rules[index];
    return rule === undefined ? [] : [formatRule(rule, policy)];
  });
  if (sentences.length === 0) return removal(range.start, range.end, text);
  const { start, end } = range;
  const isEnded = /^\s*[.;!]/.test(text.slice(end));
  const joined = sentences.join(" ");
  return { start, end, text: isEnded ? joined.slice(0, -1) : joined };
}

/** Takes a statement out with its full stop, and with its line and bullet when nothing else stands there. */
function removal(start: number, end: number, text: string): TextEdit {
  const stop = /^[^\S\r\n]*[.;!]*[^\S\r\n]*/.exec(text.slice(end))?.[0] ?? "";
  const after = end + stop.length;
  const lineStart = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const isFirst = /^[^\S\r\n]*(?:(?:[-*•–—‣◦·]|\d{1,3}[.)])[^\S\r\n]+)?$/u.test(text.slice(lineStart, start));
  const lineBreak = /^(?:\r\n|\r|\n|$)/.exec(text.slice(after))?.[0];
  if (isFirst && lineBreak !== undefined) return { start: lineStart, end: after + lineBreak.length, text: "" };
  const space = lineBreak === undefined ? 0 : (/[^\S\r\n]*$/.exec(text.slice(0, start))?.[0].length ?? 0);
  return { start: start - space, end: after, text: "" };
}

/** A setting stands on a line of its own before the first statement. */
function settingEdit(statement: string, { text, document }: TextSource): TextEdit {
  const first = document.statements[0]?.range.start ?? text.length;
  const lineStart = Math.max(text.lastIndexOf("\n", first - 1), text.lastIndexOf("\r", first - 1)) + 1;
  return { start: lineStart, end: lineStart, text: `${statement}\n` };
}
