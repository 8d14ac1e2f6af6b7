import type { SourceRange } from "@spendrail/language";

/** A comment that silences rules. */
export interface Comment {
  range: SourceRange;
  rules: string[];
  /** Empty when none is given. */
  reason: string;
  /** The line it speaks of, from 1: the next that is neither blank nor a comment; `undefined` at the end of the text. */
  nextLine: number | undefined;
}

const COMMENT = /^[^\S\r\n]*(?:#+|\/\/+)[^\S\r\n]*/;
const DIRECTIVE = /^lint-disable-next-line(?![\w-])([^:]*)(?::(.*))?$/;

/** The comments of the form `# lint-disable-next-line RULE, RULE: reason`, in the order of the text. */
export function readComments(text: string): Comment[] {
  const lines = linesOf(text);
  return lines.flatMap(({ start, content }, index) => {
    const mark = COMMENT.exec(content)?.[0];
    const directive = mark === undefined ? null : DIRECTIVE.exec(content.slice(mark.length).trimEnd());
    if (mark === undefined || directive === null) return [];
    const indent = content.length - content.trimStart().length;
    const next = lines.findIndex(
      ({ content }, place) => place > index && content.trim() !== "" && !COMMENT.test(content),
    );
    return [
      {
        range: { start: start + indent, end: start + content.trimEnd().length, line: index + 1, column: indent + 1 },
        rules: (directive[1] ?? "").split(/[\s,]+/).filter((rule) => rule !== ""),
        reason: (directive[2] ?? "").trim(),
        nextLine: next < 0 ? undefined : next + 1,
      },
    ];
  });
}

function linesOf(text: string): { start: number; content: string }[] {
  const lines: { start: number; content: string }[] = [];
  let start = 0;
  for (const lineBreak of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, content: text.slice(start, lineBreak.index) });
    start = lineBreak.index + lineBreak[0].length;
  }
  lines.push({ start, content: text.slice(start) });
  return lines;
}
