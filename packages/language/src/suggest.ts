import type { Finding, Fix, Span } from "./diagnostic/diagnostic.js";
import { type Interpretation, interpret } from "./interpret.js";
import { maskLayout } from "./layout/layout.js";
import { readStatements, type TextStatement } from "./layout/statements.js";
import { rawTokens } from "./lexer/raw-lexer.js";
import type { Vocabulary } from "./lexer/vocabulary.js";
import { nearest } from "./names/nearest.js";

/** Looking for near words takes time, so a text full of unknown words gets suggestions for the first ones only. */
const MOST_SUGGESTIONS = 20;

/** A statement is read again with each near word, so one that is longer than anybody writes gets none. */
const MOST_WORDS = 500;

/** Adds the nearest known names and words to what is not known, as fixes. */
export function addSuggestions(
  read: readonly (Interpretation & { statement: TextStatement })[],
  text: string,
  vocabulary: Vocabulary,
): void {
  let left = MOST_SUGGESTIONS;
  for (const { statement, findings } of read) {
    for (const finding of findings) {
      if (finding.code !== "unknown_name" && finding.code !== "not_understood") continue;
      if (left === 0) return;
      left -= 1;
      const names = finding.code === "unknown_name" ? namesNear(finding, text, vocabulary) : [];
      const fixes = [...names, ...wordsNear(finding, statement, text, vocabulary)].filter(
        ({ title }, index, list) => list.findIndex((other) => other.title === title) === index,
      );
      if (fixes.length > 0) finding.fixes = [...fixes, ...(finding.fixes ?? [])];
    }
  }
}

function namesNear({ at }: Finding, text: string, vocabulary: Vocabulary): Fix[] {
  return nearest(text.slice(at.start, at.end), vocabulary.names).map((name) => replacement(at, name));
}

/** Near words with which the statement is understood. */
function wordsNear({ at }: Finding, statement: TextStatement, text: string, vocabulary: Vocabulary): Fix[] {
  const unknown = statement.words.find(
    ({ class: name, start, end }) => name === "unknown" && start >= at.start && end <= at.end,
  );
  if (unknown === undefined || statement.words.length > MOST_WORDS) return [];
  const candidates = [...nearest(unknown.text, vocabulary.grammarWords), ...nearest(unknown.text, vocabulary.names)];
  const understood = (word: string) => {
    const mended = text.slice(statement.start, unknown.start) + word + text.slice(unknown.end, statement.end);
    return readStatements(rawTokens(maskLayout(mended)), vocabulary).every(
      ({ words }) =>
        !interpret(words, mended, vocabulary).findings.some(
          ({ code }) => code === "not_understood" || code === "unknown_name",
        ),
    );
  };
  return candidates.filter(understood).map((word) => replacement(unknown, word));
}

const replacement = ({ start, end }: Span, word: string): Fix => ({
  title: `Did you mean ${word}?`,
  edits: [{ start, end, text: word }],
});
