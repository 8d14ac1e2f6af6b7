import { readFileSync } from "node:fs";

const lines = (path: string): string[] =>
  readFileSync(new URL(path, import.meta.url), "utf8")
    .trim()
    .split("\n");

/** Every text of the corpus and of the table of paraphrases, accepted or not. */
export const TEXTS: readonly string[] = [...lines("../corpus/policies.jsonl"), ...lines("../paraphrases.jsonl")].map(
  (line): string => JSON.parse(line).text,
);
