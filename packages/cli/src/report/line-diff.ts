import type { Style } from "../terminal/style.js";
import { visible } from "../terminal/visible.js";

const CONTEXT = 2;

interface Line {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** What changed between two texts, as a unified diff with two lines around each change. */
export function lineDiff(name: string, before: string, after: string, style: Style): string {
  const lines = diffLines(before.split(/\r\n|\r|\n/), after.split(/\r\n|\r|\n/));
  const shown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== " "),
  );
  const printed: string[] = [style.strong(`--- ${name}`), style.strong(`+++ ${name} formatted`)];
  let old = 1;
  let fresh = 1;
  for (const [index, { mark, text }] of lines.entries()) {
    if (shown[index] && !shown[index - 1]) printed.push(style.info(`@@ -${old} +${fresh} @@`));
    if (shown[index]) printed.push(paint(mark, style)(`${mark}${visible(text)}`));
    if (mark !== "+") old += 1;
    if (mark !== "-") fresh += 1;
  }
  return `${printed.join("\n")}\n`;
}

function paint(mark: Line["mark"], style: Style): (text: string) => string {
  return mark === "-" ? style.error : mark === "+" ? style.good : (text) => text;
}

/** The longest common subsequence, after what is the same at both ends has been set aside. */
function diffLines(before: readonly string[], after: readonly string[]): Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail))
    tail += 1;
  const same = (text: string): Line => ({ mark: " ", text });
  const middle = commonLines(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  return [...before.slice(0, head).map(same), ...middle, ...before.slice(before.length - tail).map(same)];
}

/** Beyond this many pairs of lines the middle is shown as replaced whole. */
const MOST_PAIRS = 4_000_000;

function commonLines(a: readonly string[], b: readonly string[]): Line[] {
  const width = b.length + 1;
  if ((a.length + 1) * width > MOST_PAIRS)
    return [...a.map((text): Line => ({ mark: "-", text })), ...b.map((text): Line => ({ mark: "+", text }))];
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = a.length - 1; row >= 0; row -= 1)
    for (let column = b.length - 1; column >= 0; column -= 1)
      longest[row * width + column] =
        a[row] === b[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const lines: Line[] = [];
  let row = 0;
  let column = 0;
  while (row < a.length || column < b.length) {
    if (row < a.length && column < b.length && a[row] === b[column]) {
      lines.push({ mark: " ", text: a[row] ?? "" });
      row += 1;
      column += 1;
    } else if (row < a.length && (column === b.length || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ mark: "-", text: a[row] ?? "" });
      row += 1;
    } else {
      lines.push({ mark: "+", text: b[column] ?? "" });
      column += 1;
    }
  }
  return lines;
}
