import { DIAGNOSTIC_CODES, type DiagnosticCode, type Severity } from "./codes.js";

/** A stretch of the source text: UTF-16 offsets, half-open. */
export interface Span {
  start: number;
  end: number;
}

/** A span with the place of its start as people count it: line and column from 1, columns in UTF-16 units. */
export interface SourceRange extends Span {
  line: number;
  column: number;
}

/** Replaces `[start, end)` of the source text. */
export interface TextEdit extends Span {
  text: string;
}

/** A way out: all edits together, applied to the text that was parsed. */
export interface Fix {
  title: string;
  edits: TextEdit[];
}

/** One thing to say about a text. `message` is one sentence in the writer's words and may change between versions. */
export interface Diagnostic {
  code: DiagnosticCode;
  severity: Severity;
  range: SourceRange;
  message: string;
  fixes?: Fix[];
  /** Other places that matter, such as the statement this one contradicts. */
  related?: SourceRange[];
}

/** A diagnostic before its place is counted in lines. */
export interface Finding {
  code: DiagnosticCode;
  at: Span;
  message: string;
  fixes?: Fix[];
  related?: Span[];
}

/** Counts lines and columns. Line breaks are `\n`, `\r\n` and `\r`. */
export function rangeCounter(text: string): (span: Span) => SourceRange {
  const lineStarts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) lineStarts.push(match.index + match[0].length);
  return ({ start, end }) => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lineStarts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return { start, end, line: low + 1, column: start - (lineStarts[low] ?? 0) + 1 };
  };
}

/** The diagnostics for the findings, in the order of the text. */
export function toDiagnostics(text: string, findings: readonly Finding[]): Diagnostic[] {
  const rangeOf = rangeCounter(text);
  return findings
    .map(({ at, related, ...finding }) => ({
      ...finding,
      severity: DIAGNOSTIC_CODES[finding.code],
      range: rangeOf(at),
      ...(related && { related: related.map(rangeOf) }),
    }))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Whether any of the findings stands in the way of a policy. */
export function hasError(findings: readonly Finding[]): boolean {
  return findings.some(({ code }) => DIAGNOSTIC_CODES[code] === "error");
}
