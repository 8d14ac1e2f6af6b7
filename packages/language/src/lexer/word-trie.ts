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

const key = (text: string): string => text.toLowerCase().replaceAll("’", "'");

/** Whether a raw token is a hyphen with no space on either side. */
export function isHyphen(tokens: readonly RawToken[], index: number): boolean {
  const token = tokens[index];
  return token?.shape === "Dash" && tokens[index - 1]?.end === token.start && tokens[index + 1]?.start === token.end;
}

/** Finds the longest known phrase; letter case, curly quotes and hyphens between words make no difference. */
export class WordTrie {
  readonly #root: Node = { next: new Map() };
  /** Every single word of a phrase, for suggestions. */
  readonly words = new Set<string>();

  /** Adds a phrase, whose full stops count for nothing, as in "St. Lucia"; a later one replaces an earlier one. */
  add(phrase: string, entry: Entry): void {
    let node = this.#root;
    for (const { text, shape } of rawTokens(phrase)) {
      if (shape === "Dash" || shape === "Dot") continue;
      if (shape === "Word") this.words.add(key(text));
      let next = node.next.get(key(text));
      if (next === undefined) {
        next = { next: new Map() };
        node.next.set(key(text), next);
      }
      node = next;
    }
    node.entry = entry;
  }

  longest(tokens: readonly RawToken[], start: number): Match | undefined {
    let node = this.#root;
    let found: Match | undefined;
    for (let index = start; index < tokens.length; index += 1) {
      if (index > start && isHyphen(tokens, index)) continue;
      const next = node.next.get(key(tokens[index]?.text ?? ""));
      if (next === undefined) break;
      node = next;
      if (node.entry !== undefined) found = { ...node.entry, next: index + 1 };
    }
    return found;
  }
}
