import type { SourceRange, Span, Statement } from "@spendrail/language";
import type { Place } from "./finding.js";
import type { Subject, TextSource, Where } from "./rule.js";

/** Where a rule points to: the JSON pointer, and for a text its range. */
export function placeOf(where: Where, { source }: Subject): Place {
  if (where === "policy") return { path: "", ...(source && { range: rangeOf(firstPlace(source), source.text) }) };
  if ("span" in where) {
    return { path: where.path ?? "", ...(source && { range: rangeOf(where.span, source.text) }) };
  }
  if ("setting" in where) {
    const stated = source?.document.statements.find(({ settings }) => settings.includes(where.setting));
    return {
      path: `/${where.setting}`,
      ...(source && { range: rangeOf(stated?.range ?? firstPlace(source), source.text) }),
    };
  }
  const path = `/rules/${where.rule}${where.path ?? ""}`;
  const statement = source === undefined ? undefined : statementOf(where.rule, source);
  if (source === undefined || statement === undefined) return { path };
  return { path, range: rangeOf(narrowed(statement.range, where.word, source.text), source.text) };
}

/** The statement that a rule of the policy came from. */
export function statementOf(rule: number, { document }: TextSource): Statement | undefined {
  return document.statements.find(({ rules }) => rules.includes(rule));
}

/** What is said about the whole policy is said at its first statement that makes a rule. */
function firstPlace({ text, document }: TextSource): Span {
  const { statements } = document;
  const first = statements.find(({ rules }) => rules.length > 0) ?? statements[0];
  return first?.range ?? { start: 0, end: text.length };
}

/** The only place of the statement where the word stands, in whatever letter case; else the whole statement. */
function narrowed(range: Span, word: string | undefined, text: string): Span {
  if (word === undefined || word === "") return range;
  const statement = text.slice(range.start, range.end).toLowerCase();
  const sought = word.toLowerCase();
  const starts: number[] = [];
  for (let at = statement.indexOf(sought); at >= 0; at = statement.indexOf(sought, at + 1)) {
    const isPart =
      /[\p{L}\p{N}]/u.test(`${statement[at - 1] ?? " "}`) || /[\p{L}\p{N}]/u.test(statement[at + sought.length] ?? " ");
    if (!isPart) starts.push(at);
  }
  const [start] = starts;
  if (start === undefined || starts.length > 1) return range;
  return { start: range.start + start, end: range.start + start + sought.length };
}

function rangeOf({ start, end }: Span, text: string): SourceRange {
  let line = 1;
  let lineStart = 0;
  for (const match of text.slice(0, start).matchAll(/\r\n|\r|\n/g)) {
    line += 1;
    lineStart = match.index + match[0].length;
  }
  return { start, end, line, column: start - lineStart + 1 };
}
