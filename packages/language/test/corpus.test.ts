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

const corpus = readFileSync(new URL("./corpus/policies.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line): Labelled => JSON.parse(line));

describe("every labelled text means what its label says", () => {
  it.each(corpus.map((labelled) => [labelled.id, labelled] as const))(
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
