import type { Word } from "../lexer/word.js";
import { spanOf } from "./grammar-base.js";
import type { SelectorItem, SelectorPhrase, Tie } from "./phrase.js";
import { TimeGrammar } from "./time-grammar.js";
import { choice, tokenType } from "./token-types.js";

const PREPOSITION = choice("selector_preposition", "on", "in", "to", "for", "from", "at", "with", "through", "of");
const DETERMINER = choice("selector_determiner", "the", "a", "any", "all", "both", "filler");
const KNOWN = choice(
  "known_name",
  "merchant",
  "category",
  "scope",
  "token",
  "chain",
  "country",
  "quoted",
  "host",
  "address",
);
const NAME = choice(
  "selector_name",
  "merchant",
  "category",
  "scope",
  "token",
  "chain",
  "country",
  "quoted",
  "host",
  "address",
  "unknown",
  "history",
);
const NOUN = choice("selector_noun", "seller", "partition");
const JOINER = choice("selector_joiner", "comma", "and", "or", "slash", "ampersand", "plus", "item");
const CONJUNCTION = choice("selector_conjunction", "and", "or", "slash", "ampersand", "plus");
const PAYMENT = choice("selector_payment", "pay", "spending");
/** "AWS and OpenAI, both in USDC": what follows is about the whole list. */
const WHOLE_LIST = choice("whole_list", "both", "all");

/** Who and what: "AWS and Google Cloud", "new merchants in Brazil", "USDC on Base", "MCCs 7995 and 7801". */
export class SelectorGrammar extends TimeGrammar {
  readonly selector = this.RULE("selectorRule", (isFirst: boolean): SelectorPhrase => {
    const lead: Word[] = [];
    const items: SelectorItem[] = [];
    this.MANY(() => this.eat(lead, 1, PREPOSITION.type));
    const first = this.SUBRULE(this.item);
    this.ACTION(() => items.push({ ...first, tie: "any" }));
    this.MANY1({
      GATE: () => this.tieAhead(items, isFirst, lead[0]) !== undefined,
      DEF: () => {
        const tie = this.ACTION(() => this.tieAhead(items, isFirst, lead[0])) as Tie;
        const between: Word[] = [];
        this.MANY2(() => this.eat(between, 2, JOINER.type));
        this.OPTION(() => this.eat(between, 3, WHOLE_LIST.type));
        this.MANY3(() => this.eat(between, 4, PAYMENT.type));
        this.MANY4(() => this.eat(between, 5, PREPOSITION.type));
        const next = this.SUBRULE1(this.item);
        this.ACTION(() => items.push({ ...next, tie, ...(isParted(between) && { parted: true as const }) }));
      },
    });
    return this.ACTION(() => ({
      kind: "selector",
      ...(lead[0] && { preposition: lead[0].class }),
      items,
      start: lead[0]?.start ?? items[0]?.start ?? 0,
      end: items.at(-1)?.end ?? 0,
    }));
  });

  private readonly item = this.RULE("selectorItemRule", (): Omit<SelectorItem, "tie"> => {
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

  protected isSelectorAhead(): boolean {
    const at = this.skip(1, PREPOSITION, 2);
    return this.isItemAhead(at, false);
  }

  private isItemAhead(from: number, afterCode: boolean): boolean {
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

  /** How the coming words go on with the selector, if they do. */
  private tieAhead(items: readonly SelectorItem[], isFirst: boolean, lead: Word | undefined): Tie | undefined {
    if (this.isWholeListAhead()) return "all";
    const joined = this.skip(1, JOINER, 3);
    const payment = this.skip(joined, PAYMENT, 2);
    const preposition = this.skip(payment, PREPOSITION, 2);
    const afterCode = items.at(-1)?.words.some((word) => word.class === "mcc" || word.class === "figure") === true;
    if (this.isTimeItemAhead(payment) || this.isPeriodFrom(payment)) return undefined;
    if (!this.isItemAhead(preposition, afterCode && preposition === joined)) return undefined;
    if (joined === 1)
      return payment === 1 && preposition > 1 && this.ahead(1) !== "of" && this.ahead(1) !== "for" ? "both" : undefined;
    if (payment === joined && preposition > payment && this.ahead(payment) !== lead?.class) return undefined;
    if ((!isFirst || lead !== undefined) && this.isOnlyAfter(preposition)) return undefined;
    return "any";
  }

  /** "…, all on Base", "both in USDC". */
  private isWholeListAhead(): boolean {
    const whole = this.ahead(1) === "comma" ? 2 : 1;
    const item = this.skip(whole + 1, PREPOSITION, 2);
    return this.isAhead(whole, WHOLE_LIST) && item > whole + 1 && this.isItemAhead(item, false);
  }

  private isPeriodFrom(at: number): boolean {
    return (
      this.isAhead(at, PREPOSITION) &&
      this.ahead(at + 1) === "any" &&
      this.ahead(at + 2) !== "history" &&
      !this.isAhead(at + 2, KNOWN)
    );
  }

  /** "…, openai.com only": one more item that has an "only" of its own. */
  private isOnlyAfter(from: number): boolean {
    if (this.ahead(1) !== "comma") return false;
    const after = this.skip(from, NAME, 3);
    const end = this.skip(after, NOUN, 2);
    return this.ahead(end) === "only";
  }
}

function isParted(joiners: readonly Word[]): boolean {
  return joiners.some((word) => word.class === "comma") && joiners.some((word) => CONJUNCTION.classes.has(word.class));
}

function isCapitalised(text: string): boolean {
  const [first = ""] = text;
  return first !== first.toLowerCase() && text.slice(1) !== text.slice(1).toUpperCase();
}
