import { readFileSync } from "node:fs";
import { parsePolicy } from "@spendrail/language";
import { describe, expect, it } from "vitest";

interface Labelled {
  id: string;
  text: string;
  policy?: unknown;
  errors?: string[];
  /** Codes of warnings and notes that must be among the diagnostics. */
  warnings?: string[];
}

const labelled = (file: string): Labelled[] =>
  readFileSync(new URL(`./corpus/${file}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line): Labelled => JSON.parse(line));

describe.each(["policies.jsonl", "people.jsonl"])("every labelled text of %s means what its label says", (file) => {
  it.each(labelled(file).map((text) => [text.id, text] as const))(
    "%s",
    (_, { text, policy, errors, warnings = [] }) => {
      const result = parsePolicy(text);
      const codes = (...severities: string[]) =>
        [
          ...new Set(
            result.diagnostics.filter(({ severity }) => severities.includes(severity)).map(({ code }) => code),
          ),
        ].sort();
      expect(codes("error")).toEqual([...(errors ?? [])].sort());
      if (policy !== undefined) expect(result.ok && result.policy).toEqual(policy);
      expect(codes("warning", "info")).toEqual(expect.arrayContaining(warnings));
    },
  );
});
