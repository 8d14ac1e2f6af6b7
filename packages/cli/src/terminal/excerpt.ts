import stringWidth from "string-width";
import type { Lines } from "../files/lines.js";
import type { Finding } from "../policy/finding.js";
import { visible } from "./visible.js";

/** A line of source with a part of it underlined. */
export interface Excerpt {
  readonly line: string;
  readonly underline: string;
}

const TAB = "    ";

/**
 * The first line of a range with its part of the range underlined. Columns are those of a terminal: wide characters take
 * two, tabs are shown as four spaces. A line longer than `columns` is cut around the range, with `…` at the cut.
 */
export function excerptOf({ range }: Pick<Finding, "range">, lines: Lines, columns: number): Excerpt {
  const line = lines.textOf(range.line);
  const from = Math.min(range.column - 1, line.length);
  const to = Math.max(from, Math.min(from + range.end - range.start, line.length));
  const room = Math.max(columns, 20);
  const marked = shown(line.slice(from, Math.min(to, from + room)));
  const left = cutStart(
    shown(line.slice(Math.max(0, from - room), from)),
    Math.max(8, room - stringWidth(marked) - 8),
    from > room,
  );
  const right = shown(line.slice(to, to + room));
  const underline = " ".repeat(stringWidth(left)) + "^".repeat(Math.max(1, stringWidth(marked)));
  return { line: cutEnd(left + marked + right, room), underline: cutEnd(underline, room) };
}

const shown = (text: string): string => visible(text.replaceAll("\t", TAB));

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function cutEnd(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let kept = "";
  let width = 1;
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > columns) break;
    kept += segment;
  }
  return `${kept}…`;
}

function cutStart(text: string, columns: number, more: boolean): string {
  if (stringWidth(text) <= columns && !more) return text;
  let kept = "";
  let width = 1;
  for (const { segment } of [...graphemes.segment(text)].reverse()) {
    width += stringWidth(segment);
    if (width > columns) break;
    kept = segment + kept;
  }
  return `…${kept}`;
}
