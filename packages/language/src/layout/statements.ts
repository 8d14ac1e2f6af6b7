import type { RawToken } from "../lexer/raw-lexer.js";
import { readWords } from "../lexer/read-words.js";
import type { Vocabulary } from "../lexer/vocabulary.js";
import { NAME_CLASSES, type TokenClass, type Word } from "../lexer/word.js";
import { HEADING_NOUNS, HEADING_WORDS } from "../vocabulary/heading-words.js";
import { type RawStatement, splitStatements } from "./layout.js";

/** A statement of a text with its words, or a heading over others. */
export interface TextStatement {
  words: Word[];
  heading: boolean;
  /** It is a heading in words that the language does not know. */
  title?: true;
  start: number;
  end: number;
}

/** The statements of a text. A line that ends in a colon is a heading, or is completed by the list after it. */
export function readStatements(tokens: readonly RawToken[], vocabulary: Vocabulary): TextStatement[] {
  const raw = splitStatements(tokens);
  const statements: TextStatement[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    const current = raw[index] as RawStatement;
    const words = readWords(current.tokens, vocabulary);
    if (!current.opensList) {
      statements.push(statementOf(words));
      continue;
    }
    const isBulleted = raw[index + 1]?.bullet === true;
    if (current.tokens.every(({ text }) => HEADING_WORDS.has(text.toLowerCase()))) {
      statements.push({ ...statementOf(words), heading: true });
      if (words.every((word) => word.class === "approval") && isBulleted) {
        const { items, next } = listAfter(raw, index + 1, vocabulary);
        statements.push(...items.map((item) => approvalOf(words, item)));
        index = next - 1;
      }
      continue;
    }
    if (isBulleted && !current.bullet && isTitle(words)) {
      statements.push({ ...statementOf(words), title: true });
      continue;
    }
    const { items, next } = listAfter(raw, index + 1, vocabulary);
    const except = words.at(-1)?.class === "except" ? words.at(-1) : undefined;
    const groups = except === undefined ? groupsOf(items) : items.length > 0 ? [items] : [];
    for (const [at, group] of groups.entries()) {
      const listed = group.flatMap((item, place) => (place > 0 ? [...between(item, except), ...item] : item));
      const statement = statementOf([...words, ...listed]);
      statements.push(at === 0 ? statement : { ...statement, start: listed[0]?.start ?? statement.start });
    }
    if (items.length === 0) statements.push(statementOf(words));
    index = next - 1;
  }
  return statements;
}

const APPROVING: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "approval",
  "require",
  "ask",
  "askBefore",
  "beApproved",
  "autoApprove",
  "autoApproved",
  "withApproval",
  "withoutApproval",
]);

/** Under "Approvals:" an item that does not speak of them goes on with the heading: "above $50". */
function approvalOf(heading: readonly Word[], item: Word[]): TextStatement {
  if (item.some((word) => APPROVING.has(word.class))) return statementOf(item);
  return { ...statementOf([...heading, ...item]), start: item[0]?.start ?? 0 };
}

/** "Facilities desk rules": unknown words before a noun that headings end in. */
function isTitle(words: readonly Word[]): boolean {
  return (
    words.some((word) => word.class === "unknown" && !HEADING_WORDS.has(word.text.toLowerCase())) &&
    HEADING_NOUNS.has(words.at(-1)?.text.toLowerCase() ?? "")
  );
}

/** Items that are names are one list; an item that says more is a statement of its own under the same head. */
function groupsOf(items: readonly Word[][]): Word[][][] {
  const groups: Word[][][] = [];
  let listing = false;
  for (const item of items) {
    const named = item.every(isName);
    if (named && listing) groups.at(-1)?.push(item);
    else groups.push([item]);
    listing = named;
  }
  return groups;
}

/** The bulleted lines after an opening line, or the lines that are names and nothing else. */
function listAfter(
  raw: readonly RawStatement[],
  from: number,
  vocabulary: Vocabulary,
): { items: Word[][]; next: number } {
  const items: Word[][] = [];
  let next = from;
  const bulleted = raw[from]?.bullet === true;
  for (; next < raw.length; next += 1) {
    const item = raw[next] as RawStatement;
    const words = readWords(withoutJoiner(item.tokens), vocabulary);
    if (item.opensList || item.bullet !== bulleted || (!bulleted && !words.every(isName))) break;
    items.push(words);
  }
  return { items, next };
}

const NAMES: ReadonlySet<TokenClass> = new Set<TokenClass>([
  ...NAME_CLASSES,
  "mcc",
  "figure",
  "seller",
  "history",
  "comma",
  "and",
]);
const isName = (word: Word): boolean => NAMES.has(word.class);

/** A list item may end in a comma or a joiner. */
function withoutJoiner(tokens: readonly RawToken[]): RawToken[] {
  const kept = [...tokens];
  while (kept.length > 0 && (kept.at(-1)?.shape === "Comma" || /^(?:and|or)$/i.test(kept.at(-1)?.text ?? "")))
    kept.pop();
  return kept;
}

/** What stands between two items of a list; each exception has an "except" of its own. */
function between(item: readonly Word[], except: Word | undefined): Word[] {
  const at = item[0]?.start ?? 0;
  const place = { text: "", start: at, end: at };
  return [{ class: "item", ...place }, ...(except === undefined ? [] : [{ class: except.class, ...place }])];
}

function statementOf(words: Word[]): TextStatement {
  return { words, heading: false, start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
}
