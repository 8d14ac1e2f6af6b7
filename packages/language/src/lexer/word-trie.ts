import { type RawToken, rawTokens } from "./raw-lexer.js";
import type { Meaning, TokenClass } from "./word.js";

interface Entry {
  class: TokenClass;
  meaning?: Meaning;
}

interface Node {
  next: Map<string, Node>;
  entry?: Entry;
}

/** The longest entry found at a place, and the index of the raw token after it. */
export interface Match extends Entry {
  next: number;
}

/** Whether a raw token is a hyphen with no space on either side. */
export function isHyphen(tokens: readonly RawToken[], index: number): boolean {
  const token = tokens[index];
  return token?.shape === "Dash" && tokens[index - 1]?.end === token.start && tokens[index + 1]?.start === token.end;
}

/** The keys of a phrase's words; full stops and hyphens count for nothing, as in "St. Lucia". */
function keysOf(phrase: string): string[] {
  // Most phrases are plain words, which need no lexer.
  if (/^[a-z]+(?: [a-z]+)*$/i.test(phrase)) return phrase.toLowerCase().split(" ");
  return rawTokens(phrase).flatMap(({ key, shape }) => (shape === "Dash" || shape === "Dot" ? [] : [key]));
}

/** Finds the longest known phrase; letter case, curly quotes and hyphens between words make no difference. */
export class WordTrie {
  readonly #root: Node = { next: new Map() };

  /** Adds a phrase; a later one replaces an earlier one. */
  add(phrase: string, entry: Entry): void {
    let node = this.#root;
    for (const key of keysOf(phrase)) {
      let next = node.next.get(key);
      if (next === undefined) {
        next = { next: new Map() };
        node.next.set(key, next);
      }
      node = next;
    }
    node.entry = entry;
  }

  longest(tokens: readonly RawToken[], start: number): Match | undefined {
    let node: Node | undefined = this.#root;
    let found: Entry | undefined;
    let end = start;
    for (let index = start; index < tokens.length; index += 1) {
      if (index > start && isHyphen(tokens, index)) continue;
      node = node.next.get((tokens[index] as RawToken).key);
      if (node === undefined) break;
      if (node.entry === undefined) continue;
      found = node.entry;
      end = index + 1;
    }
    return found && { ...found, next: end };
  }
}

/** Every single word of the phrases. */
export function wordsOf(phrases: Iterable<string>): ReadonlySet<string> {
  const words = new Set<string>();
  for (const phrase of phrases) for (const key of keysOf(phrase)) if (/^\p{L}/u.test(key)) words.add(key);
  return words;
}
