import { readFileSync } from "node:fs";
import { type Diagnostic, type Fix, parsePolicy } from "@spendrail/language";
import { describe, expect, it } from "vitest";

function apply(text: string, { edits }: Fix): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

const count = (diagnostics: readonly Diagnostic[], code: string) =>
  diagnostics.filter((diagnostic) => diagnostic.code === code).length;

const texts = [
  ...readFileSync(new URL("./corpus/policies.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line): string => JSON.parse(line).text),
  "Max $500 per day and $5,000 per month on AWS",
  "Max 500 per day",
  "Blok gambling",
  "Max $50 per dya",
  "Requier approval above $50",
  "Block gamblign and casino.com",
  "Block gambling.Max $5 per day",
  "Valid until 13/04/2026",
];

describe("a fix makes its diagnostic go away", () => {
  const cases = texts.flatMap((text) =>
    parsePolicy(text).diagnostics.flatMap((diagnostic) =>
      (diagnostic.fixes ?? []).map((fix) => [text, diagnostic.code, fix] as const),
    ),
  );
  it.each(cases)("%j: %s", (text, code, fix) => {
    const before = count(parsePolicy(text).diagnostics, code);
    expect(count(parsePolicy(apply(text, fix)).diagnostics, code)).toBeLessThan(before);
  });

  it.each([
    ["Blok gambling", "block"],
    ["Max $50 per dya", "day"],
    ["Max $50 per transation", "transaction"],
    ["Requier approval above $50", "require"],
    ["Max $40 per day on Opnai", "OpenAI"],
  ])("%s: did you mean %s?", (text, word) => {
    const titles = parsePolicy(text).diagnostics.flatMap(({ fixes }) => (fixes ?? []).map(({ title }) => title));
    expect(titles).toContain(`Did you mean ${word}?`);
  });
});
