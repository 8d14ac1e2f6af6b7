import type { DiagnosticCode } from "./diagnostic/codes.js";
import type { Finding, Fix, Span } from "./diagnostic/diagnostic.js";
import { type Interpretation, interpret } from "./interpret.js";
import { maskLayout } from "./layout/layout.js";
import { readStatements, type TextStatement } from "./layout/statements.js";
import { rawTokens } from "./lexer/raw-lexer.js";
import type { Vocabulary } from "./lexer/vocabulary.js";
import { nearest } from "./names/nearest.js";

/** Looking for near words takes time, so a text full of unknown words gets suggestions for the first ones only. */
const MOST_SUGGESTIONS = 20;

/** A statement is read again with each fix, so one that is longer than anybody writes gets none. */
const MOST_WORDS = 500;

/** Adds the nearest known names and words to what is not known, as fixes, and keeps only those readings that are clear. */
export function addSuggestions(
  read: readonly (Interpretation & { statement: TextStatement })[],
  text: string,
  vocabulary: Vocabulary,
): void {
  let left = MOST_SUGGESTIONS;
  for (const { statement, findings } of read) {
    for (const finding of findings) {
      const isReach = finding.code === "reach_ambiguous" && finding.fixes !== undefined;
      if (finding.code !== "unknown_name" && finding.code !== "not_understood" && !isReach) continue;
      if (left === 0) return;
      left -= 1;
      if (isReach) {
        keepClearReadings(finding, statement, text, vocabulary);
        continue;
      }
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
  return candidates
    .map((word) => replacement(unknown, word))
    .filter((fix) => mends(fix, statement, text, vocabulary, ["not_understood", "unknown_name"]));
}

function keepClearReadings(finding: Finding, statement: TextStatement, text: string, vocabulary: Vocabulary): void {
  const { fixes = [], ...rest } = finding;
  const codes: DiagnosticCode[] = ["reach_ambiguous", "not_understood", "unknown_name", "selector_not_expressible"];
  const clear =
    statement.words.length > MOST_WORDS ? [] : fixes.filter((fix) => mends(fix, statement, text, vocabulary, codes));
  delete finding.fixes;
  Object.assign(finding, rest, clear.length > 0 && { fixes: clear });
}

/** Whether none of the codes is left of the statement when the fix has been applied. */
function mends(
  { edits }: Fix,
  { start, end }: Span,
  text: string,
  vocabulary: Vocabulary,
  codes: readonly DiagnosticCode[],
): boolean {
  const mended = [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, edit) => result.slice(0, edit.start - start) + edit.text + result.slice(edit.end - start),
      text.slice(start, end),
    );
  return readStatements(rawTokens(maskLayout(mended)), vocabulary).every(
    ({ words }) => !interpret(words, mended, vocabulary).findings.some(({ code }) => codes.includes(code)),
  );
}

const replacement = ({ start, end }: Span, word: string): Fix => ({
  title: `Did you mean ${word}?`,
  edits: [{ start, end, text: word }],
});
