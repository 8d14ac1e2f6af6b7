import type { Word } from "../lexer/word.js";
import { KNOWN, NAME, NameGrammar, NOUN, PREPOSITION } from "./name-grammar.js";
import type { SelectorItem, SelectorPhrase, Tie } from "./phrase.js";
import { choice } from "./token-types.js";

const JOINER = choice("selector_joiner", "comma", "and", "or", "slash", "ampersand", "plus", "item");

const CONJUNCTION = choice("selector_conjunction", "and", "or", "slash", "ampersand", "plus");

const PAYMENT = choice("selector_payment", "pay", "spending");

/** "AWS and OpenAI, both in USDC": what follows is about the whole list. */
const WHOLE_LIST = choice("whole_list", "both", "all");

/** Who and what: "AWS and Google Cloud", "new merchants in Brazil", "USDC on Base", "MCCs 7995 and 7801". */
export class SelectorGrammar extends NameGrammar {
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

  protected isSelectorAhead(): boolean {
    const at = this.skip(1, PREPOSITION, 2);
    return this.isItemAhead(at, false);
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
