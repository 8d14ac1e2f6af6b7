// Copies a corpus of labelled policy texts (JSON lines) into this package's tests: node scripts/copy-corpus.mjs FILE
import { readFileSync, writeFileSync } from "node:fs";

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("usage: copy-corpus.mjs FILE");
const lines = readFileSync(source, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "");
for (const line of lines) JSON.parse(line);
writeFileSync(new URL("../test/corpus/policies.jsonl", import.meta.url), `${lines.join("\n")}\n`);
