import { readFileSync } from "node:fs";
import type { SpendingPolicy } from "@spendrail/model";
import { parsePolicy } from "../../src/index.js";

const linesOf = (path: string): { text: string }[] =>
  readFileSync(new URL(path, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

const corpus = linesOf("../corpus/policies.jsonl").map(({ text }) => text);

/** Every text of the corpus and of the table of paraphrases, accepted or not. */
export const TEXTS: readonly string[] = [...corpus, ...linesOf("../paraphrases.jsonl").map(({ text }) => text)];

/** The texts of the corpus that are policies. */
export const ACCEPTED: readonly { text: string; policy: SpendingPolicy }[] = corpus.flatMap((text) => {
  const parsed = parsePolicy(text);
  return parsed.ok ? [{ text, policy: parsed.policy }] : [];
});
