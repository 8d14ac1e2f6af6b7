import * as fc from "fast-check";
import { test } from "vitest";
import { WORDS } from "../../src/vocabulary/words.js";
import { expectPolicyOrErrors } from "./accepted.js";
import { TEXTS } from "./corpus.js";

const RUNS = 2_000;

const words = WORDS.flatMap(([, ways]) => ways);
const marks = [",", ".", ";", ":", "\n", "(", ")", "-", "/", "&", "+", '"', "'", "$", "%", "#", "*", "…", "\u00a0"];
const figures = ["$50", "€1.5k", "500", "0", "9-5", "80%", "2026-12-31", "7995", "24", "1,000.50", "openai.com", "AWS"];
const anyWord = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.constantFrom(...figures) },
  { weight: 2, arbitrary: fc.constantFrom(...marks) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
);

test("any Unicode text is a policy or errors", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ unit: "grapheme", maxLength: 200 })),
      (text) => void expectPolicyOrErrors(text),
    ),
    { numRuns: RUNS },
  );
});

test("any words of the language in any order are a policy or errors", () => {
  fc.assert(
    fc.property(fc.array(anyWord, { maxLength: 12 }), (list) => void expectPolicyOrErrors(list.join(" "))),
    { numRuns: RUNS },
  );
});

type Mutation = (words: string[], at: number, other: number, inserted: string) => string[];

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "a word deleted": (list, at) => list.toSpliced(at, 1),
  "a word repeated": (list, at) => list.toSpliced(at, 0, list[at] ?? ""),
  "two words swapped": (list, at, other) => list.with(at, list[other] ?? "").with(other, list[at] ?? ""),
  "a word inserted": (list, at, _, inserted) => list.toSpliced(at, 0, inserted),
  "a word replaced": (list, at, _, inserted) => list.with(at, inserted),
  "the rest of another text added": (list, at, _, inserted) => [...list.slice(0, at), inserted],
};

test.each(Object.entries(MUTATIONS))("a text with %s is a policy or errors", (_, mutate) => {
  const anyText = fc.constantFrom(...TEXTS);
  const anyIndex = fc.nat({ max: 10_000 });
  fc.assert(
    fc.property(anyText, anyIndex, anyIndex, fc.oneof(anyWord, anyText), (text, at, other, inserted) => {
      const list = text.split(/(?<=\s)/);
      expectPolicyOrErrors(mutate(list, at % list.length, other % list.length, `${inserted} `).join(""));
    }),
    { numRuns: RUNS / 2 },
  );
});
