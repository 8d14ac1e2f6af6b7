import type { RawToken } from "../lexer/raw-lexer.js";
import { readWords } from "../lexer/read-words.js";
import type { Vocabulary } from "../lexer/vocabulary.js";
import type { Word } from "../lexer/word.js";
import { type RawStatement, splitStatements } from "./layout.js";

/** A statement of a text with its words, or a heading over others. */
export interface TextStatement {
  words: Word[];
  heading: boolean;
  start: number;
  end: number;
}

const HEADING_WORDS: ReadonlySet<string> = new Set(
  "limits limit rules rule policy policies spending payments payment budget budgets restrictions controls general other misc safety security guardrails settings caps requirements conditions schedule timing time times hours merchants merchant categories vendors vendor approvals velocity frequency overview notes blocks guidelines alerts the our and & summary basics purchase purchases transaction transactions validity alerts".split(
    " ",
  ),
);

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
    if (current.tokens.every(({ text }) => HEADING_WORDS.has(text.toLowerCase()))) {
      statements.push({ ...statementOf(words), heading: true });
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

const NAMES: ReadonlySet<string> = new Set([
  "merchant",
  "category",
  "scope",
  "token",
  "chain",
  "country",
  "quoted",
  "host",
  "address",
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
