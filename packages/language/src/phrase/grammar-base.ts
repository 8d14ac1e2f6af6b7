import { EmbeddedActionsParser, type IToken, type TokenType } from "chevrotain";
import type { TokenClass, Word } from "../lexer/word.js";
import { allTokenTypes, type Choice } from "./token-types.js";

/**
 * What all phrase rules share: looking at the classes of the coming words, and taking them. Which phrase comes is
 * decided by gates on the coming words, so every rule gets by with one token of look-ahead.
 */
export class GrammarBase extends EmbeddedActionsParser {
  constructor() {
    super(allTokenTypes(), { maxLookahead: 1, recoveryEnabled: false, skipValidations: true });
  }

  protected wordAhead(distance: number): Word | undefined {
    return this.LA(distance).payload as Word | undefined;
  }

  /** The class of the word `distance` ahead, from 1; undefined after the last. */
  protected ahead(distance: number): TokenClass | undefined {
    return this.wordAhead(distance)?.class;
  }

  protected isAhead(distance: number, choice: Choice): boolean {
    const next = this.ahead(distance);
    return next !== undefined && choice.classes.has(next);
  }

  /** The distance of the first word from `distance` on that is no member; looks at `most` words at most. */
  protected skip(distance: number, choice: Choice, most: number): number {
    let at = distance;
    while (at < distance + most && this.isAhead(at, choice)) at += 1;
    return at;
  }

  /** Takes one word of the type into the list. `index` tells apart the places of one rule that take the same type. */
  protected eat(words: Word[], index: number, type: TokenType): void {
    const token: IToken = this.consume(index, type);
    this.ACTION(() => words.push(token.payload as Word));
  }
}

/** The stretch of text from the first to the last word. */
export function spanOf(words: readonly Word[]): { start: number; end: number } {
  return { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
}
