import { readFileSync } from "node:fs";
import { parsePolicy } from "@spendrail/language";
import { describe, expect, it } from "vitest";

/** One way to say something a line: the policy it means with all notes it comes with, or the errors that refuse it. */
interface Paraphrase {
  text: string;
  policy?: unknown;
  notes?: string[];
  errors?: string[];
}

const paraphrases = readFileSync(new URL("./paraphrases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line): Paraphrase => JSON.parse(line));

describe("the ways people say it", () => {
  it.each(paraphrases.map((row) => [row.text, row] as const))("%j", (_, { text, policy, notes = [], errors = [] }) => {
    const result = parsePolicy(text);
    const codes = (isError: boolean) => [
      ...new Set(
        result.diagnostics.filter(({ severity }) => (severity === "error") === isError).map(({ code }) => code),
      ),
    ];
    expect(codes(true).sort()).toEqual(errors);
    if (policy !== undefined) {
      expect(result.ok && result.policy).toEqual(policy);
      expect(codes(false).sort()).toEqual(notes);
    }
  });
});
