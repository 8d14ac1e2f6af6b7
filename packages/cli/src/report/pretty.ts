import stringWidth from "string-width";
import { Lines } from "../files/lines.js";
import type { Source } from "../files/source.js";
import { applyEdits } from "../format/apply-edits.js";
import type { Finding, FindingFix, RelatedPlace } from "../policy/finding.js";
import { excerptOf } from "../terminal/excerpt.js";
import type { Style } from "../terminal/style.js";
import { visible } from "../terminal/visible.js";
import { wrap } from "../terminal/wrap.js";

/** Findings for a person: each with its place, its sentence, the line it is about, a way out and its page. */
export function prettyFindings(source: Source, findings: readonly Finding[], style: Style, columns: number): string {
  const lines = new Lines(source.text);
  return findings.map((finding) => prettyFinding(source, finding, lines, style, columns)).join("");
}

function prettyFinding(source: Source, finding: Finding, lines: Lines, style: Style, columns: number): string {
  const { code, severity, message, range, fixes = [], related = [], page } = finding;
  const place = `${visible(source.name)}:${range.line}:${range.column}`;
  const number = String(range.line);
  const gutter = `  ${" ".repeat(number.length)} | `;
  const { line, underline } = excerptOf(finding, lines, columns - gutter.length);
  const sentence = wrap(visible(message), columns);
  return [
    `${style.strong(place)}: ${style[severity](severity)} ${style.faint(`[${code}]`)}`,
    sentence,
    `  ${style.faint(`${number} |`)} ${line}`,
    `${style.faint(gutter)}${style[severity](underline)}`,
    ...related.map((other) => `  ${style.info("see")}  ${seeAlso(source, other)}`),
    ...fixes.map((fix) => `  ${style.good("help")} ${helpWords(fix, source.text, columns - HELP.length)}`),
    ...(page === undefined ? [] : [`  ${style.faint(`page ${page}`)}`]),
    "",
    "",
  ].join("\n");
}

function seeAlso({ name }: Source, { range, message }: RelatedPlace): string {
  return `${visible(name)}:${range.line}:${range.column}${message === undefined ? "" : `: ${visible(message)}`}`;
}

const HELP = "  help ";

/** What a fix is called and, where it stays on one line and there is room, what the line is then. */
function helpWords({ title, edits = [] }: FindingFix, text: string, columns: number): string {
  const words = visible(title);
  const [first] = edits;
  if (
    first === undefined ||
    edits.some(({ start, end, text: replaced }) => /[\r\n]/.test(text.slice(start, end) + replaced))
  )
    return words;
  const lines = new Lines(text);
  const { line } = lines.placeOf(first.start);
  if (edits.some(({ start }) => lines.placeOf(start).line !== line)) return words;
  const after = new Lines(applyEdits(text, edits)).textOf(line);
  const whole = `${words}: ${visible(after.trim())}`;
  return stringWidth(whole) <= columns ? whole : words;
}
