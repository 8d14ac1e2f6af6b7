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
  const isShared = statement.rules.length > 1;
  const words = where.words ?? (isShared && where.amount !== undefined ? spellingsOf(where.amount) : []);
  return { path, range: rangeOf(narrowed(statement.range, words, source.text), source.text) };
}

/** How an amount is written most often: `1000`, `1,000`, `1k`. */
function spellingsOf(amount: string): string[] {
  const grouped = amount.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\..*)/g, ",");
  const cents = /\.\d$/.test(amount) ? [`${amount}0`, `${grouped}0`] : [];
  const thousands = /^\d+000$/.test(amount) ? [`${amount.slice(0, -3)}k`] : [];
  return [...new Set([...cents, grouped, amount, ...thousands])];
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

/** The only place of the statement where one of the spellings stands, in whatever letter case; else all of it. */
function narrowed(range: Span, spellings: readonly string[], text: string): Span {
  const statement = text.slice(range.start, range.end).toLowerCase();
  for (const spelling of spellings) {
    const places = placesOf(spelling.toLowerCase(), statement);
    const [first] = places;
    if (first === undefined || places.length > 1) continue;
    const sign = /[$€£¥]\s?$/.exec(statement.slice(0, first))?.[0] ?? "";
    return { start: range.start + first - sign.length, end: range.start + first + spelling.length };
  }
  return range;
}

/** Where the word stands by itself. */
function placesOf(word: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.slice(0, at);
    const after = text.slice(at + word.length);
    if (!/[\p{L}\p{N}]$|\p{N}[.,]$|[-.@]$/u.test(before) && !/^[\p{L}\p{N}]|^[.,]\p{N}|^[-@]|^\.\p{L}/u.test(after))
      places.push(at);
  }
  return places;
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
