import { describe, expect, test } from "vitest";
import { parsePolicy } from "../src/index.js";
import { maskLayout } from "../src/layout/layout.js";
import { readStatements } from "../src/layout/statements.js";
import { rawTokens } from "../src/lexer/raw-lexer.js";
import { vocabularyWith } from "../src/lexer/vocabulary.js";
import { parsePhrases } from "../src/phrase/phrase-parser.js";
import { ACCEPTED } from "./robustness/corpus.js";

const texts = ACCEPTED.map(({ text }) => text);

const COMMENT = /^[^\S\r\n]*(?:#|\/\/)[^\r\n]*/gm;
/** Ends of statements, bullets and white space: what may stand outside statements. */
const BETWEEN_STATEMENTS = /^(?:[\s.;:!,)]|[-*•–—‣◦·]|\d{1,3}[.)])*$/u;

/** The places between the words of a text, outside comments and quotes. */
function gapsOf(text: string): number[] {
  const isOutside = (at: number): boolean => {
    const line = text.slice(Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1, at);
    return !/^\s*(?:#|\/\/)/.test(line) && [...line.matchAll(/["“”]/g)].length % 2 === 0;
  };
  const ends = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => index + word.length);
  return [0, ...ends].filter(isOutside);
}

describe("nothing in an accepted text is skipped", () => {
  test.each(texts)("%j: each character is in a statement, a comment or between statements", (text) => {
    let outside = text;
    for (const { range } of parsePolicy(text).document.statements)
      outside = outside.slice(0, range.start) + " ".repeat(range.end - range.start) + outside.slice(range.end);
    expect(outside.replace(COMMENT, "")).toMatch(BETWEEN_STATEMENTS);
  });

  test.each(texts)("%j: each word is in one phrase, in the order of the text", (text) => {
    for (const { words, heading } of readStatements(rawTokens(maskLayout(text)), vocabularyWith({}))) {
      if (heading) continue;
      const parsed = parsePhrases(words);
      const phrases = "phrases" in parsed ? parsed.phrases : [];
      const holders = words.map(({ start, end }) =>
        phrases.findIndex((phrase) => phrase.start <= start && end <= phrase.end),
      );
      expect(holders).not.toContain(-1);
      expect(holders).toEqual([...holders].sort((a, b) => a - b));
      expect(new Set(holders).size).toBe(phrases.length);
    }
  });

  test.each(texts)("%j: a word that nobody knows is refused in any place", (text) => {
    for (const at of gapsOf(text)) {
      const more = `${text.slice(0, at)} zqxv ${text.slice(at)}`;
      expect(parsePolicy(more).ok, more).toBe(false);
    }
  });
});
