import { readSegments } from "../clause/segments.js";
import { hasError } from "../diagnostic/diagnostic.js";
import { restsOf } from "../families/families.js";
import { interpret } from "../interpret.js";
import { maskLayout } from "../layout/layout.js";
import { readStatements, type TextStatement } from "../layout/statements.js";
import { rawTokens } from "../lexer/raw-lexer.js";
import type { Vocabulary } from "../lexer/vocabulary.js";
import type { Word } from "../lexer/word.js";
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
  "AWS",
  "50 per day",
  "AWS $50 per day",
  "day",
  "50",
  "50 in the wallet",
  "5 minutes",
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
  const words = statementsOf(text, vocabulary).at(-1)?.words ?? [];
  const skeleton = skeletonOf(words);
  if (skeleton === undefined || !isBegun(skeleton)) return false;
  const [shortest, ...more] = restsOf(skeleton);
  const isWhole = skeleton.length === 0 || shortest?.length === 0;
  if (isWhole && MODIFIERS.some(understood)) return true;
  const rests = (isWhole ? more : [...(shortest ? [shortest] : []), ...more]).slice(0, MOST_RESTS);
  const ends = rests.map((rest) => rest.map((name) => EXAMPLES[name] ?? "").join(" "));
  const last = words.at(-1)?.class;
  const all = last === undefined || OPEN.has(last) ? [...ends, ...PHRASE_ENDS] : ends;
  return all.some((end) => understood(end) || (/\d$/.test(end) && understood(`${end} per day`)));
}

const statementsOf = (text: string, vocabulary: Vocabulary): TextStatement[] =>
  readStatements(rawTokens(maskLayout(text)), vocabulary);

function isUnderstood(text: string, vocabulary: Vocabulary): boolean {
  return statementsOf(text, vocabulary).every(
    ({ words, heading }) => heading || !hasError(interpret(words, text, vocabulary).findings),
  );
}

/** The skeleton of the last clause; undefined where the words make up no phrases. */
function skeletonOf(words: readonly Word[]): readonly string[] | undefined {
  const parsed = parsePhrases(words);
  if (!("phrases" in parsed)) return undefined;
  const last = readSegments(parsed.phrases).segments.at(-1);
  return last?.exceptions.length === 0 ? (last.main?.skeleton ?? []) : [];
}

/** Words that become a part of what follows them, so that they are no part of a pattern yet. */
const OPEN: ReadonlySet<string> = new Set(
  "max upTo under over atLeast minimum within from for on at to in with during of same any each a once twice thrice when ifItIs without seller partition is sel item no neg mcc recipientWord history per unknown until through before after next validWord sign code currencyName token minus and or but comma ampersand plus slash colon".split(
    " ",
  ),
);

/** Whether a statement pattern begins so, but for words at the end whose meaning is still open. */
function isBegun(skeleton: readonly string[]): boolean {
  const closed = skeleton.slice(0, skeleton.findLastIndex((name) => !OPEN.has(name)) + 1);
  if (closed.length === 0) return true;
  return restsOf(closed).length > 0 || restsOf(closed.filter((name) => name !== "sel")).length > 0;
}
