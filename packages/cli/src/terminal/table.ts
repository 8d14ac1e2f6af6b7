import stringWidth from "string-width";
import { wrap } from "./wrap.js";

/** Rows of a label and a text, the texts below each other; on a narrow terminal each below its label. */
export function table(rows: readonly (readonly [string, string])[], columns: number, indent = ""): string {
  const width = Math.max(0, ...rows.map(([label]) => stringWidth(label)));
  const start = indent.length + width + 2;
  return rows
    .map(([label, text]) => {
      if (text === "") return indent + label;
      if (columns - start < 20) return `${indent}${label}\n${wrap(text, columns, `${indent}  `)}`;
      const padded = `${indent}${label}${" ".repeat(width - stringWidth(label) + 2)}`;
      return wrap(text, columns, " ".repeat(start), padded);
    })
    .join("\n");
}
