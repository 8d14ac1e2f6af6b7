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
      const fixes = nearFixes(finding, statement, text, vocabulary);
      if (fixes.length > 0) finding.fixes = [...fixes, ...(finding.fixes ?? [])];
    }
  }
}

/** Near names and words that stand where they are understood. */
function nearFixes({ at, code }: Finding, statement: TextStatement, text: string, vocabulary: Vocabulary): Fix[] {
  const unknown = statement.words.find(
    ({ class: name, start, end }) => name === "unknown" && start >= at.start && end <= at.end,
  );
  if (statement.words.length > MOST_WORDS) return [];
  const named = code === "unknown_name" ? nearest(text.slice(at.start, at.end), vocabulary.names) : [];
  const words =
    unknown === undefined
      ? []
      : [...nearest(unknown.text, vocabulary.grammarWords), ...nearest(unknown.text, vocabulary.names)];
  const candidates = [
    ...named.map((name) => replacement(at, name)),
    ...words.map((word) => replacement(unknown ?? at, word)),
  ];
  const distinct = candidates.filter(
    ({ title }, index) => candidates.findIndex((other) => other.title === title) === index,
  );
  const codes: DiagnosticCode[] = ["unknown_name", "not_understood"];
  return distinct.filter((fix) =>
    code === "unknown_name" ? helps(fix, statement, text, vocabulary) : mends(fix, statement, text, vocabulary, codes),
  );
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
  fix: Fix,
  statement: Span,
  text: string,
  vocabulary: Vocabulary,
  codes: readonly DiagnosticCode[],
): boolean {
  const mended = applied(fix, statement, text);
  return mended !== undefined && findingsIn(mended, vocabulary).every(({ code }) => !codes.includes(code));
}

/** Whether the word that the fix puts in is understood where it stands. */
function helps(fix: Fix, statement: Span, text: string, vocabulary: Vocabulary): boolean {
  const mended = applied(fix, statement, text);
  const [edit] = fix.edits;
  if (mended === undefined || edit === undefined) return false;
  const start = edit.start - statement.start;
  const end = start + edit.text.length;
  const unknown = findingsIn(mended, vocabulary).filter(
    ({ code }) => code === "unknown_name" || code === "not_understood",
  );
  return unknown.every(({ at }) => at.start >= end || at.end <= start);
}

/** The statement with the edits made; undefined when one is outside it. */
function applied({ edits }: Fix, { start, end }: Span, text: string): string | undefined {
  if (edits.some((edit) => edit.start < start || edit.end > end)) return undefined;
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, edit) => result.slice(0, edit.start - start) + edit.text + result.slice(edit.end - start),
      text.slice(start, end),
    );
}

const findingsIn = (text: string, vocabulary: Vocabulary): Finding[] =>
  readStatements(rawTokens(maskLayout(text)), vocabulary).flatMap(({ words, heading }) =>
    heading ? [] : interpret(words, text, vocabulary).findings,
  );

const replacement = ({ start, end }: Span, word: string): Fix => ({
  title: `Did you mean ${word}?`,
  edits: [{ start, end, text: word }],
});
