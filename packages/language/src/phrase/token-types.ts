import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";
import { TOKEN_CLASSES, type TokenClass, type Word } from "../lexer/word.js";

/** A set of classes that one place of the grammar takes. */
export interface Choice {
  type: TokenType;
  classes: ReadonlySet<TokenClass>;
}

const choices: Choice[] = [];

/** A token type that stands for any of the classes. To be called while modules load, before the first token is made. */
export function choice(name: string, ...classes: TokenClass[]): Choice {
  const made = { type: createToken({ name, pattern: Lexer.NA }), classes: new Set(classes) };
  choices.push(made);
  return made;
}

export const ANY_WORD = choice("any_word", ...TOKEN_CLASSES);

let types: ReadonlyMap<TokenClass, TokenType> | undefined;

/** The token type of a class. */
export function tokenType(name: TokenClass): TokenType {
  types ??= new Map(
    TOKEN_CLASSES.map((member) => {
      const categories = choices.filter(({ classes }) => classes.has(member)).map(({ type }) => type);
      return [member, createToken({ name: member, pattern: Lexer.NA, categories })];
    }),
  );
  return types.get(name) as TokenType;
}

/** All token types of the phrase grammar. */
export function allTokenTypes(): TokenType[] {
  return [...choices.map(({ type }) => type), ...TOKEN_CLASSES.map(tokenType)];
}

/** A word as a token that the phrase parser takes. */
export function toToken(word: Word): IToken {
  const type = tokenType(word.class);
  return {
    image: word.text,
    startOffset: word.start,
    endOffset: word.end - 1,
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx as number,
    payload: word,
  };
}
