import { readFileSync } from "node:fs";
import { type Diagnostic, type Fix, parsePolicy } from "@spendrail/language";
import { describe, expect, it, test } from "vitest";

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
  "Block casino.com and gambling in Germany",
  "Block crypto and gambling above $100",
  "Require approval for travel, and electronics over $500",
  "Block gambling, crypto and alcohol on weekends",
  "Block gambling and crypto except Coinbase",
  "Block gambling on weekends except casino.com, and crypto",
  "Max $9 per day and valid until 2026-12-31",
  "Only allow AWS on weekdays",
  "Only allow payments under $50 to AWS",
  "Max $50 per day only on weekdays",
  "Max $50 per day on AWS only",
  "Facilities desk rules:\n- Max $50 per day",
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
    ["Require approval for Opnai and AWSS", "AWS"],
  ])("%s: did you mean %s?", (text, word) => {
    const titles = parsePolicy(text).diagnostics.flatMap(({ fixes }) => (fixes ?? []).map(({ title }) => title));
    expect(titles).toContain(`Did you mean ${word}?`);
  });
});

describe("a plain English verb is no mistyped name", () => {
  test.each(["The budget resets monthly", "Each vendor bills $5 per day", "Payments run through AWS"])("%s", (text) => {
    const titles = parsePolicy(text).diagnostics.flatMap(({ fixes }) => (fixes ?? []).map(({ title }) => title));
    expect(titles.filter((title) => title.startsWith("Did you mean"))).toEqual([]);
  });
});
