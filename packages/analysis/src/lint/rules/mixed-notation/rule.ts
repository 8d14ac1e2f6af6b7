import type { TextEdit } from "@spendrail/language";
import type { LintRule, TextSource } from "../../rule.js";

/** The signs that a code can be written as. */
const SIGNS: Readonly<Record<string, string>> = { USD: "$", EUR: "€", GBP: "£" };
const FIGURE = String.raw`\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|million))?(?![\d.,]*\d)`;

/** Amounts of one currency written in two ways, as `$100` and `100 USD`. */
export const mixedNotation: LintRule = {
  severity: "info",
  summary: "Amounts of one currency are written in two ways.",
  check({ policy: { currency }, source }) {
    const sign = SIGNS[currency];
    if (source === undefined || sign === undefined) return [];
    const signed = amountsOf(source, new RegExp(String.raw`(?<![\p{L}\d])[${sign}]\s?(${FIGURE})`, "gu"));
    const coded = amountsOf(
      source,
      new RegExp(
        String.raw`(?<![\p{L}\d$€£])(?:${currency}\s(${FIGURE})|(${FIGURE})\s?${currency})(?![\p{L}\d])`,
        "gu",
      ),
    );
    const [first] = coded;
    const [other] = signed;
    if (first === undefined || other === undefined) return [];
    const edits = coded.map(({ start, end, figure }): TextEdit => ({ start, end, text: `${sign}${figure}` }));
    return [
      {
        at: { span: first },
        message: `${source.text.slice(other.start, other.end)} and ${source.text.slice(first.start, first.end)} are the same currency, written in two ways.`,
        related: [{ at: { span: other }, message: "Written otherwise here." }],
        changes: [{ title: `Write ${sign} everywhere`, edits }],
      },
    ];
  },
};

/** The amounts within statements, outside quotation marks. */
function amountsOf({ text, document }: TextSource, pattern: RegExp) {
  return document.statements.flatMap(({ range }) => {
    const words = text.slice(range.start, range.end).replace(/"[^"]*"|“[^”]*”/g, (quoted) => "_".repeat(quoted.length));
    return [...words.matchAll(pattern)].map((match) => {
      const start = range.start + match.index;
      return { start, end: start + match[0].length, figure: match[1] ?? match[2] ?? "" };
    });
  });
}
