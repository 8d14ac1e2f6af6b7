import { NAME_CLASSES, type Word } from "../lexer/word.js";
import { spanOf } from "./grammar-base.js";
import type { SelectorItem } from "./phrase.js";
import { choice, tokenType } from "./token-types.js";
import { ValidityGrammar } from "./validity-grammar.js";

export const PREPOSITION = choice(
  "selector_preposition",
  "on",
  "in",
  "to",
  "for",
  "from",
  "at",
  "with",
  "through",
  "of",
);

const DETERMINER = choice("selector_determiner", "the", "a", "any", "all", "both", "filler");

export const KNOWN = choice("known_name", ...NAME_CLASSES);

export const NAME = choice("selector_name", ...NAME_CLASSES, "unknown", "history");

export const NOUN = choice("selector_noun", "seller", "partition");

/** One item of a selector, with the nouns around its name: "the merchant AWS", "MCC 3000-3350", "new US vendors". */
export class NameGrammar extends ValidityGrammar {
  protected readonly item = this.RULE("selectorItemRule", (): Omit<SelectorItem, "tie"> => {
    const words: Word[] = [];
    this.MANY(() => this.eat(words, 1, DETERMINER.type));
    this.MANY1({
      GATE: () => this.isNounBeforeName(),
      DEF: () => this.eat(words, 2, NOUN.type),
    });
    this.MANY2(() => this.eat(words, 3, PREPOSITION.type));
    this.MANY3({ GATE: () => this.isAhead(1, DETERMINER), DEF: () => this.eat(words, 4, DETERMINER.type) });
    this.OR([
      { GATE: () => this.isCodeAhead(), ALT: () => this.SUBRULE(this.code, { ARGS: [words] }) },
      { GATE: () => this.ahead(1) === "recipientWord", ALT: () => this.SUBRULE(this.recipient, { ARGS: [words] }) },
      { ALT: () => this.SUBRULE(this.names, { ARGS: [words] }) },
    ]);
    this.MANY4({ GATE: () => this.isNounAfterName(), DEF: () => this.eat(words, 5, NOUN.type) });
    return this.ACTION(() => ({ words, ...spanOf(words) }));
  });

  /** "MCC 7995", "MCC 3000-3350", and a further code of a list. */
  private readonly code = this.RULE("mccCodeRule", (words: Word[]): void => {
    this.OPTION(() => this.eat(words, 1, tokenType("mcc")));
    this.OPTION1(() => this.eat(words, 2, tokenType("colon")));
    this.eat(words, 3, tokenType("figure"));
    this.OPTION2({
      GATE: () => this.ahead(2) === "figure" && (this.ahead(1) === "dash" || this.ahead(1) === "to"),
      DEF: () => {
        this.OR([
          { ALT: () => this.eat(words, 4, tokenType("dash")) },
          { ALT: () => this.eat(words, 5, tokenType("to")) },
        ]);
        this.eat(words, 6, tokenType("figure"));
      },
    });
  });

  private readonly recipient = this.RULE("recipientRule", (words: Word[]): void => {
    this.eat(words, 1, tokenType("recipientWord"));
    this.SUBRULE(this.names, { ARGS: [words] });
  });

  /** A name, with the words that are written together with it: "new US merchants", an unknown name of several words. */
  private readonly names = this.RULE("namesRule", (words: Word[]): void => {
    this.eat(words, 1, NAME.type);
    this.MANY({
      GATE: () => this.isNameGoingOn(words.at(-1)),
      DEF: () => {
        this.OPTION(() => this.eat(words, 2, tokenType("dash")));
        this.eat(words, 3, NAME.type);
      },
    });
  });

  protected isItemAhead(from: number, afterCode: boolean): boolean {
    let at = this.skip(from, DETERMINER, 3);
    if (this.ahead(at) === "mcc" || (afterCode && at === from && this.isFourDigits(at))) return true;
    if (this.ahead(at) === "recipientWord")
      return this.ahead(at + 1) === "quoted" || this.ahead(at + 1) === "address" || this.ahead(at + 1) === "unknown";
    if (this.isAhead(at, NAME) && this.ahead(at) !== "history") return true;
    if (this.ahead(at) === "history") return this.isAhead(at + 1, NOUN) || this.isAhead(at + 1, KNOWN);
    const noun = at;
    at = this.skip(at, NOUN, 3);
    if (at === noun) return false;
    at = this.skip(at, PREPOSITION, 2);
    at = this.skip(at, DETERMINER, 2);
    return this.isAhead(at, NAME);
  }

  private isNounBeforeName(): boolean {
    return this.isAhead(1, NOUN) && this.isItemAhead(1, false);
  }

  private isNounAfterName(): boolean {
    if (!this.isAhead(1, NOUN)) return false;
    return this.ahead(1) === "seller" || (this.LA(0).payload as Word | undefined)?.class !== "unknown";
  }

  private isCodeAhead(): boolean {
    return this.ahead(1) === "mcc" || this.isFourDigits(1);
  }

  private isFourDigits(at: number): boolean {
    const meaning = this.wordAhead(at)?.meaning;
    return meaning !== undefined && "figure" in meaning && /^\d{4}$/.test(meaning.figure);
  }

  private isNameGoingOn(last: Word | undefined): boolean {
    const next = this.wordAhead(1);
    if (next?.class === "dash")
      return (
        last?.class === "unknown" &&
        next.start === last.end &&
        this.wordAhead(2)?.start === next.end &&
        this.isAhead(2, NAME)
      );
    if (next === undefined || !this.isAhead(1, NAME)) return false;
    if (last?.class === "unknown") return true;
    if (next.class === "unknown") return last?.class !== "history" && isCapitalised(next.text);
    return last?.class === "history" || last?.class === "country" || next.class === "country";
  }
}

function isCapitalised(text: string): boolean {
  const [first = ""] = text;
  return first !== first.toLowerCase() && text.slice(1) !== text.slice(1).toUpperCase();
}
