import type { Span } from "../diagnostic/diagnostic.js";
import { TOKEN_CLASSES, type TokenClass, type Word } from "../lexer/word.js";
import { spanOf } from "./grammar-base.js";
import type { Phrase, QuantityPhrase, WordPhrase, ZonePhrase } from "./phrase.js";
import { SelectorGrammar } from "./selector-grammar.js";
import { ANY_WORD, choice, tokenType, toToken } from "./token-types.js";

const CURRENCY_BEFORE = choice("currency_before", "sign", "code", "minus", "token");
/** Dates behind these are a part of their own, or go on with dates before. */
const JOINER = choice("statement_joiner", "comma", "and", "dash", "colon");
const QUANTITY_TAIL = choice(
  "quantity_tail",
  "magnitude",
  "sign",
  "code",
  "currencyName",
  "token",
  "percent",
  "times",
  "unit",
  "approval",
  "figure",
);

/** Words that no phrase starts with; each is a phrase of its own. */
const ALONE: ReadonlySet<TokenClass> = new Set<TokenClass>([
  "max",
  "upTo",
  "orMore",
  "orLess",
  "exceed",
  "fall",
  "limit",
  "capNoun",
  "budget",
  "keep",
  "spend",
  "payVerb",
  "block",
  "forbidden",
  "allow",
  "allowed",
  "only",
  "neg",
  "no",
  "nothing",
  "modal",
  "require",
  "approval",
  "ask",
  "askBefore",
  "beApproved",
  "withoutApproval",
  "except",
  "subject",
  "other_mark",
]);
const STARTS = choice("phrase_start", ...TOKEN_CLASSES.filter((name) => !ALONE.has(name)));

/** Words in an amount: no honest one has more. */
const LONGEST_QUANTITY = 8;

/** The phrases of a statement, one after another; a word that starts none is a phrase of its own. */
class PhraseParser extends SelectorGrammar {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  readonly phrases = this.RULE("phrasesRule", (): Phrase[] => {
    const phrases: Phrase[] = [];
    this.MANY(() => {
      const isFirst = this.ACTION(() => phrases.length === 0 || isBoundary(phrases.at(-1)));
      // Most words start no phrase, and then there is nothing to look ahead for.
      const starts = this.isAhead(1, STARTS);
      const phrase: Phrase = this.OR([
        { GATE: () => starts && this.isByAhead(), ALT: () => this.SUBRULE(this.by) },
        {
          GATE: () => starts && !this.isAhead(1, JOINER) && this.isValidityAhead(),
          ALT: () => this.SUBRULE(this.validity),
        },
        { GATE: () => starts && this.isPeriodAhead(), ALT: () => this.SUBRULE(this.period) },
        { GATE: () => starts && this.isTimeItemAhead(1), ALT: () => this.SUBRULE(this.schedule) },
        { GATE: () => starts && this.isQuantityAhead(), ALT: () => this.SUBRULE(this.quantity) },
        { GATE: () => starts && this.isSelectorAhead(), ALT: () => this.SUBRULE(this.selector, { ARGS: [isFirst] }) },
        { GATE: () => this.ahead(1) === "zone", ALT: () => this.SUBRULE(this.zone) },
        { ALT: () => this.SUBRULE(this.word) },
      ]);
      this.ACTION(() => phrases.push(phrase));
    });
    return phrases;
  });

  private readonly quantity = this.RULE("quantityRule", (): QuantityPhrase => {
    const words: Word[] = [];
    this.MANY(() => this.eat(words, 1, CURRENCY_BEFORE.type));
    this.eat(words, 2, tokenType("figure"));
    this.MANY1({
      GATE: () => words.length < LONGEST_QUANTITY && this.isTailAhead(words),
      DEF: () => this.eat(words, 3, QUANTITY_TAIL.type),
    });
    return this.ACTION(() => ({ kind: "quantity", words, ...spanOf(words) }));
  });

  private readonly zone = this.RULE("zoneRule", (): ZonePhrase => {
    const words: Word[] = [];
    this.eat(words, 1, tokenType("zone"));
    return this.ACTION(() => {
      const meaning = words[0]?.meaning;
      const zone = meaning !== undefined && "zone" in meaning ? meaning.zone : { zone: "UTC", assumed: false };
      return { kind: "zone", zone, ...spanOf(words) };
    });
  });

  private readonly word = this.RULE("wordRule", (): WordPhrase => {
    const words: Word[] = [];
    this.eat(words, 1, ANY_WORD.type);
    return this.ACTION(() => ({
      kind: "word",
      class: words[0]?.class as TokenClass,
      text: words[0]?.text ?? "",
      ...spanOf(words),
    }));
  });

  private isQuantityAhead(): boolean {
    return this.ahead(this.skip(1, CURRENCY_BEFORE, 3)) === "figure";
  }

  private isTailAhead(words: readonly Word[]): boolean {
    const has = (...classes: TokenClass[]) => words.some((word) => classes.includes(word.class));
    switch (this.ahead(1)) {
      case "unit":
      case "times":
      case "approval":
      case "percent":
        return words.length === 1;
      case "figure":
        return words.at(-1)?.class === "figure" && !has("minus");
      case "sign":
      case "currencyName":
        return !has("currencyName", "unit", "percent");
      case "code":
        return !has("code", "currencyName", "unit");
      case "token":
        return !has("token", "unit", "percent", "times", "approval");
      default:
        return this.ahead(1) === "magnitude";
    }
  }
}

const BOUNDARIES: ReadonlySet<TokenClass> = new Set(["comma", "and", "but", "or", "item", "colon"]);

function isBoundary(phrase: Phrase | undefined): boolean {
  return phrase?.kind === "word" && BOUNDARIES.has(phrase.class);
}

let parser: PhraseParser | undefined;

/** The phrases that the words of a statement make up, in order, or the place where the grammar does not go on. */
export function parsePhrases(words: readonly Word[]): { phrases: Phrase[] } | { stoppedAt: Span } {
  parser ??= new PhraseParser();
  parser.input = words.map(toToken);
  const phrases = parser.phrases();
  const [error] = parser.errors;
  if (error === undefined) return { phrases };
  const stopped = (error.token.payload ?? words.at(-1)) as Word;
  return { stoppedAt: { start: stopped.start, end: stopped.end } };
}
