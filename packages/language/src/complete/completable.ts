import { readSegments } from "../clause/segments.js";
import { hasError } from "../diagnostic/diagnostic.js";
import { restsOf } from "../families/families.js";
import { interpret } from "../interpret.js";
import { maskLayout } from "../layout/layout.js";
import { readStatements, type TextStatement } from "../layout/statements.js";
import { rawTokens } from "../lexer/raw-lexer.js";
import type { Vocabulary } from "../lexer/vocabulary.js";
import { parsePhrases } from "../phrase/phrase-parser.js";
import { WORDS } from "../vocabulary/words.js";

/** What each class of a statement pattern that is no class of words looks like. */
const EXAMPLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(WORDS.map(([name, [way = ""]]) => [name, way])),
  cap: "up to $50",
  below: "under $50",
  above: "over $50",
  least: "at least $50",
  figure: "$50",
  percent: "50%",
  duration: "60 seconds",
  sel: "AWS",
  code: "EUR",
  currencyName: "euros",
  sign: "$",
};

/** The ends of phrases: what may be missing behind a preposition, a determiner or a sign. */
const PHRASE_ENDS = [
  "50",
  "50 per day",
  "5 minutes",
  "day",
  "AWS",
  "AWS $50 per day",
  "merchants",
  "Monday",
  "9am",
  "2026-12-31",
  "Europe/Berlin",
  "7995",
];

/** What a clause may lack beside its words: a period, a time, the date of its end. */
const MODIFIERS = ["", "per day", "within 7 days", "on weekdays", "until 2026-12-31"];

const MOST_RESTS = 8;

/** Whether the text is understood as it is, or with an end that the statement patterns and phrases know. */
export function isCompletable(text: string, vocabulary: Vocabulary): boolean {
  const understood = (end: string) => isUnderstood(`${text} ${end}`, vocabulary);
  if (MODIFIERS.some(understood)) return true;
  if (PHRASE_ENDS.some((end) => MODIFIERS.slice(0, 2).some((modifier) => understood(`${end} ${modifier}`))))
    return true;
  const rests = restsOf(skeletonOf(text, vocabulary)).slice(0, MOST_RESTS);
  return rests.some((rest) => {
    const end = rest.map((name) => EXAMPLES[name] ?? "").join(" ");
    return MODIFIERS.slice(0, 2).some((modifier) => understood(`${end} ${modifier}`));
  });
}

const statementsOf = (text: string, vocabulary: Vocabulary): TextStatement[] =>
  readStatements(rawTokens(maskLayout(text)), vocabulary);

function isUnderstood(text: string, vocabulary: Vocabulary): boolean {
  return statementsOf(text, vocabulary).every(
    ({ words, heading }) => heading || !hasError(interpret(words, text, vocabulary).findings),
  );
}

/** The skeleton of the last clause. */
function skeletonOf(text: string, vocabulary: Vocabulary): readonly string[] {
  const parsed = parsePhrases(statementsOf(text, vocabulary).at(-1)?.words ?? []);
  return "phrases" in parsed ? (readSegments(parsed.phrases).segments.at(-1)?.main?.skeleton ?? []) : [];
}
