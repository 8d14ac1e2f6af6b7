import { stripVTControlCharacters, styleText } from "node:util";

/** Text in columns: the last one is prose and wraps, the others are as wide as their widest cell. */
export interface Table {
  rows: string[][];
}

/** Below this width, prose goes on lines of its own. */
const NARROWEST_PROSE = 36;

const INDENT = "    ";

/** The lines of a table on a terminal of so many columns; `Infinity` where the output is no terminal. */
export function* linesOf({ rows }: Table, columns: number): Generator<string> {
  const fixed = Math.max(0, ...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: fixed }, (_, index) => Math.max(...rows.map((row) => widthOf(row[index] ?? ""))));
  const used = widths.reduce((sum, width) => sum + width + 2, 0);
  const beside = columns - used >= NARROWEST_PROSE;
  for (const row of rows) {
    const cells = widths.map((width, index) => pad(row[index] ?? "", width));
    const head = cells.join("  ");
    const prose = row[fixed] ?? "";
    if (beside) {
      const [first = "", ...rest] = wrap(prose, columns - used);
      yield `${head}  ${first}`.trimEnd();
      for (const line of rest) yield " ".repeat(used) + line;
    } else {
      if (used <= columns) yield head.trimEnd();
      else yield* wrapCells(cells, columns);
      for (const line of wrap(prose, columns - INDENT.length)) yield INDENT + line;
    }
  }
}

/** The cells of one row on as few lines as they fit on. */
function* wrapCells(cells: string[], columns: number): Generator<string> {
  let line = "";
  for (const cell of cells.map((each) => each.trim().replace(/ +/g, " ")).filter((each) => each !== "")) {
    if (line !== "" && widthOf(line) + 2 + widthOf(cell) > columns) {
      yield line;
      line = INDENT + cell;
    } else line = line === "" ? cell : `${line}  ${cell}`;
  }
  yield line;
}

/** Breaks prose at spaces; a single word that is too long stays whole. */
function wrap(prose: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of prose.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** Text from outside made safe to print: control, formatting and direction characters become visible escapes. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/** Coloured on a terminal, plain elsewhere and where `NO_COLOR` is set. */
export function coloured(colour: "green" | "yellow" | "red" | "bold", text: string): string {
  return styleText(colour, text, { stream: process.stdout });
}
