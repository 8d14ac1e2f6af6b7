import * as fc from "fast-check";
import { expect, test } from "vitest";
import { quote, unquote } from "../../src/names/quotation.js";

test.each([
  ["acme corp", '"acme corp"'],
  ['the "best" shop', '"the \\"best\\" shop"'],
  ["back\\slash", '"back\\\\slash"'],
  ["“curly”", '"\\u{201c}curly\\u{201d}"'],
  ["zero\u200bwidth", '"zero\\u{200b}width"'],
  ["no-break\u00a0space", '"no-break\\u{a0}space"'],
  ["\u202egnp", '"\\u{202e}gnp"'],
  ["東京 🏪", '"東京 🏪"'],
])("%j is quoted as %s", (text, quotation) => {
  expect(quote(text)).toBe(quotation);
  expect(unquote(quotation)).toBe(text);
});

test.each([
  ["“Acme Corp”", "Acme Corp"],
  ["'Acme Corp'", "Acme Corp"],
  ['" Acme Corp "', "Acme Corp"],
  ['"AC\\DC"', "AC\\DC"],
  ["“AC\\\\DC”", "AC\\\\DC"],
  ['"\\u{110000}"', "\\u{110000}"],
])("%s says %j", (quotation, text) => expect(unquote(quotation)).toBe(text));

test("quoting and unquoting gives any text back, and hides nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const quotation = quote(text.trim());
      expect(unquote(quotation)).toBe(text.trim());
      expect(quotation).toMatch(/^"(?:[^"\\\p{C}]|\\["\\u])*"$/u);
    }),
  );
});
