import type { Partition } from "@spendrail/model";
import type { TokenClass, Word } from "../lexer/word.js";
import { GrammarBase, spanOf } from "./grammar-base.js";
import type { ByPhrase, PeriodMeaning, PeriodPhrase } from "./phrase.js";
import { choice, tokenType } from "./token-types.js";

/** The model takes periods of up to 100 years. */
const LONGEST_PERIOD_MS = 36_500 * 86_400_000;

const LEAD = choice(
  "period_lead",
  "in",
  "within",
  "over",
  "during",
  "for",
  "on",
  "at",
  "anyTime",
  "to",
  "with",
  "from",
  "through",
);
const DETERMINER = choice("period_determiner", "per", "a", "any", "each", "all", "slash", "the");
const DISTRIBUTING = choice("period_distributing", "per", "each", "slash", "a");
const MODIFIER = choice("period_modifier", "sliding", "last", "calendar", "same", "other");
const WHOLE = choice("whole_period", "lifetime", "total", "atOnce", "periodAmbiguous", "periodWord");
const UNIT = choice("period_unit", "unit", "periodWord", "pay");

const PARTITIONS: readonly (readonly [Partition, RegExp])[] = [
  ["category", /category/],
  ["recipient", /recipient|payee|counterparty|address|wallet|beneficiary/],
];

/** Periods ("per day", "in any 24 hours", "monthly", "in total") and partitions ("per merchant"). */
export class PeriodGrammar extends GrammarBase {
  readonly period = this.RULE("periodRule", (): PeriodPhrase => {
    const words: Word[] = [];
    this.MANY(() => this.eat(words, 1, LEAD.type));
    this.MANY1(() => this.eat(words, 2, DETERMINER.type));
    this.MANY2(() => this.eat(words, 3, MODIFIER.type));
    this.OPTION(() => this.eat(words, 4, tokenType("figure")));
    this.OR([
      { ALT: () => this.eat(words, 5, tokenType("unit")) },
      { ALT: () => this.eat(words, 6, tokenType("pay")) },
      { ALT: () => this.eat(words, 7, WHOLE.type) },
    ]);
    this.OPTION1(() => this.eat(words, 8, tokenType("windowNoun")));
    return this.ACTION(() => ({ kind: "period", period: periodOf(words), ...spanOf(words) }));
  });

  readonly by = this.RULE("byRule", (): ByPhrase => {
    const words: Word[] = [];
    this.OPTION(() => this.eat(words, 1, LEAD.type));
    this.MANY(() => this.eat(words, 2, DETERMINER.type));
    this.OPTION1(() => this.eat(words, 3, tokenType("figure")));
    this.MANY1(() => this.eat(words, 4, MODIFIER.type));
    this.eat(words, 5, tokenType("partition"));
    return this.ACTION(() => ({ kind: "by", partition: partitionOf(words), ...spanOf(words) }));
  });

  protected isPeriodAhead(): boolean {
    // "$50 each per day": each of the items, not each day.
    if (this.ahead(1) === "each" && (this.ahead(2) === "per" || this.ahead(2) === "slash" || this.ahead(2) === "a"))
      return false;
    const lead = this.skip(1, LEAD, 2);
    const determiner = this.skip(lead, DETERMINER, 3);
    const modifier = this.skip(determiner, MODIFIER, 2);
    if (modifier === 1) return this.isAhead(1, WHOLE);
    if (!this.isLeadInOrder(lead, determiner)) return false;
    const figure = this.ahead(modifier) === "figure" ? modifier + 1 : modifier;
    if (!this.isAhead(figure, UNIT))
      return lead === 1 && this.isAhead(figure, WHOLE) && figure === modifier && determiner > 1;
    const distributed = this.some(lead, determiner, "per", "each", "slash");
    const article = this.some(lead, determiner, "a", "any", "all", "the");
    // "$50 each monthly": each of the items, not each month.
    if (this.ahead(figure) === "periodWord" && this.some(lead, determiner, "each")) return false;
    if (this.ahead(figure) === "pay") {
      if (this.some(determiner, modifier, "calendar", "last", "sliding", "other")) return false;
      const single = this.some(determiner, modifier, "same");
      return figure === modifier && (distributed || single || (this.some(lead, determiner, "a") && lead === 1));
    }
    if (!this.isModifierInOrder(determiner, modifier, figure)) return false;
    if (distributed || modifier > determiner) return true;
    if (this.some(1, lead, "in", "within", "over", "anyTime", "during")) return figure > modifier || article;
    return lead === 1 && (this.some(lead, determiner, "any") || (this.ahead(1) === "a" && figure === 2));
  }

  /** "Over any", "at any time within", "in each"; not "over per", "within more than", "per per". */
  private isLeadInOrder(lead: number, determiner: number): boolean {
    for (let at = 1; at < lead; at += 1)
      if (this.ahead(at) === "over" && this.wordAhead(at)?.text.toLowerCase() !== "over") return false;
    if (lead > 2 && this.ahead(1) !== "anyTime") return false;
    for (let at = lead; at < determiner; at += 1) {
      const isPer = this.ahead(at) === "slash" || this.wordAhead(at)?.text.toLowerCase() === "per";
      if (isPer && (at > 1 || (this.ahead(at + 1) === "per" && determiner > at + 1))) return false;
    }
    return true;
  }

  /** "Every other day", "rolling 30-day", "per hour"; not "rolling calendar", "per other day" of three, "per minutes". */
  private isModifierInOrder(from: number, until: number, unit: number): boolean {
    if (this.some(from, until, "calendar") && this.some(from, until, "sliding", "last")) return false;
    if (this.some(from, until, "other") && (unit > until || this.ahead(from - 1) === "slash")) return false;
    const isPlural = /^(?:second|sec|minute|min|hour|hr|day|week|wk|fortnight|month|mo|quarter|year|yr)s$/i;
    return unit > until || !isPlural.test(this.wordAhead(unit)?.text ?? "");
  }

  protected isByAhead(): boolean {
    const lead = this.isAhead(1, LEAD) ? 2 : 1;
    const determiner = this.skip(lead, DETERMINER, 3);
    const one = this.wordAhead(determiner)?.meaning;
    const figure = one !== undefined && "figure" in one && one.figure === "1" ? determiner + 1 : determiner;
    const noun = this.skip(figure, MODIFIER, 2);
    if (this.ahead(noun) !== "partition" || this.some(figure, noun, "other", "calendar", "last", "sliding"))
      return false;
    return (
      this.some(lead, determiner, "per", "each", "slash") || figure > determiner || this.some(figure, noun, "same")
    );
  }

  private some(from: number, until: number, ...classes: TokenClass[]): boolean {
    for (let at = from; at < until; at += 1) if (classes.includes(this.ahead(at) as TokenClass)) return true;
    return false;
  }
}

function partitionOf(words: readonly Word[]): Partition {
  const noun = words.at(-1)?.text.toLowerCase() ?? "";
  return PARTITIONS.find(([, pattern]) => pattern.test(noun))?.[0] ?? "merchant";
}

function periodOf(words: readonly Word[]): PeriodMeaning {
  const has = (...classes: TokenClass[]) => words.some((word) => classes.includes(word.class));
  if (has("lifetime")) return { type: "lifetime" };
  if (has("total")) return { type: "total" };
  if (has("atOnce", "pay")) return { type: "transaction" };
  if (has("periodAmbiguous")) return { type: "ambiguous" };
  const unitWord = words.find((word) => word.meaning !== undefined && "unit" in word.meaning);
  const figure = words.find((word) => word.class === "figure");
  const unit = unitWord?.meaning !== undefined && "unit" in unitWord.meaning ? unitWord.meaning.unit : undefined;
  const count =
    figure?.meaning !== undefined && "figure" in figure.meaning
      ? Number(figure.meaning.figure.replace(/,(?=\d{3})/g, ""))
      : has("other")
        ? 2
        : 1;
  const ms = (unit?.ms ?? 0) * count;
  if (!Number.isSafeInteger(ms) || ms <= 0 || ms > LONGEST_PERIOD_MS) return { type: "ambiguous" };
  if (has("calendar"))
    return unit?.calendar !== undefined && count === 1
      ? { type: "calendar", unit: unit.calendar }
      : { type: "ambiguous" };
  if (has("sliding", "last", "any", "within", "over", "anyTime", "during")) return { type: "sliding", ms };
  if (has("in") && figure !== undefined && !words.some((word) => DISTRIBUTING.classes.has(word.class)))
    return { type: "sliding", ms };
  return { type: "anchored", ms };
}
