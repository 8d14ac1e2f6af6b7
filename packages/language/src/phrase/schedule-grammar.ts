import { WEEKDAYS, type Weekday } from "@spendrail/model";
import type { Word } from "../lexer/word.js";
import { spanOf } from "./grammar-base.js";
import { PeriodGrammar } from "./period-grammar.js";
import type { SchedulePhrase, TimeItem } from "./phrase.js";
import { choice, tokenType } from "./token-types.js";

const LEAD = choice(
  "time_lead",
  "on",
  "at",
  "in",
  "during",
  "from",
  "between",
  "after",
  "before",
  "until",
  "outside",
  "per",
  "each",
  "all",
  "the",
  "any",
  "of",
  "within",
  "for",
);

const RANGE = choice("time_range", "dash", "to", "until", "through", "and");

const JOINER = choice("time_joiner", "comma", "and", "or", "slash", "ampersand");

/** Times of the week: "on weekdays", "9am-5pm". */
export class ScheduleGrammar extends PeriodGrammar {
  readonly schedule = this.RULE("scheduleRule", (): SchedulePhrase => {
    const items: TimeItem[] = [];
    const first = this.SUBRULE(this.timeItem);
    this.ACTION(() => items.push(first));
    this.MANY({
      GATE: () => this.isTimeItemAhead(this.skip(1, JOINER, 2)),
      DEF: () => {
        const joiners: Word[] = [];
        this.MANY1(() => this.eat(joiners, 1, JOINER.type));
        const next = this.SUBRULE1(this.timeItem);
        this.ACTION(() => items.push({ ...next, joiner: joinerOf(joiners) }));
      },
    });
    return this.ACTION(() => ({ kind: "schedule", items, start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0 }));
  });

  private readonly timeItem = this.RULE("timeItemRule", (): TimeItem => {
    const words: Word[] = [];
    this.MANY(() => this.eat(words, 1, LEAD.type));
    this.SUBRULE(this.timePoint, { ARGS: [words] });
    this.OPTION({
      GATE: () => this.isTimeRangeAhead(words.at(-1)),
      DEF: () => {
        this.eat(words, 2, RANGE.type);
        this.SUBRULE1(this.timePoint, { ARGS: [words] });
      },
    });
    this.OPTION1(() => this.eat(words, 3, tokenType("onwards")));
    return this.ACTION(() => timeItemOf(words));
  });

  private readonly timePoint = this.RULE("timePointRule", (words: Word[]): void => {
    this.OR([
      { ALT: () => this.eat(words, 1, tokenType("weekday")) },
      { ALT: () => this.eat(words, 2, tokenType("dayGroup")) },
      { ALT: () => this.eat(words, 3, tokenType("hourGroup")) },
      { ALT: () => this.eat(words, 4, tokenType("clock")) },
      { ALT: () => this.eat(words, 5, tokenType("noon")) },
      { ALT: () => this.eat(words, 6, tokenType("midnight")) },
      { ALT: () => this.eat(words, 7, tokenType("figure")) },
    ]);
  });

  protected isTimeItemAhead(from: number): boolean {
    const at = this.skip(from, LEAD, 3);
    if (!this.isTimeLeadInOrder(from, at)) return false;
    switch (this.ahead(at)) {
      case "weekday":
      case "dayGroup":
      case "hourGroup":
      case "clock":
      case "noon":
      case "midnight":
        return true;
      case "figure":
        return this.isBareHours(at, this.ahead(at - 1) === "between");
      default:
        return false;
    }
  }

  /** "Outside of", "on every"; not "until on", "per on", "between on". */
  private isTimeLeadInOrder(from: number, until: number): boolean {
    let prepositions = 0;
    for (let at = from; at < until; at += 1) {
      const name = this.ahead(at);
      if (name === "per" && this.wordAhead(at)?.text.toLowerCase() !== "every") return false;
      const isDeterminer = name === "per" || name === "each" || name === "all" || name === "the" || name === "any";
      if (isDeterminer) continue;
      if (at > from && !(at === from + 1 && this.ahead(from) === "outside")) return false;
      prepositions += 1;
    }
    return prepositions < 3;
  }

  /** "9-5", "9 to 17", "between 9 and 17": two plain figures that nothing makes into amounts or counts. */
  private isBareHours(at: number, between: boolean): boolean {
    const range = this.ahead(at + 1);
    if (range !== "dash" && range !== "to" && range !== "until" && !(between && range === "and")) return false;
    if (!isHour(this.wordAhead(at))) return false;
    if (this.ahead(at + 2) === "clock" || this.ahead(at + 2) === "midnight" || this.ahead(at + 2) === "noon")
      return true;
    const after = this.ahead(at + 3);
    return (
      isHour(this.wordAhead(at + 2)) &&
      after !== "pay" &&
      after !== "unit" &&
      after !== "currencyName" &&
      after !== "code" &&
      after !== "percent" &&
      after !== "sign" &&
      after !== "token"
    );
  }

  private isTimeRangeAhead(last: Word | undefined): boolean {
    if (!this.isAhead(1, RANGE)) return false;
    const next = this.ahead(2);
    const isHours = last !== undefined && ["clock", "noon", "midnight", "figure"].includes(last.class);
    const nextIsHours =
      next === "clock" || next === "noon" || next === "midnight" || (next === "figure" && isHour(this.wordAhead(2)));
    if (isHours) return nextIsHours && (this.ahead(1) !== "and" || this.wasBetween(last));
    return last?.class === "weekday" && next === "weekday" && this.ahead(1) !== "and";
  }

  private wasBetween(last: Word): boolean {
    return (
      (this.LA(-1).payload as Word | undefined)?.class === "between" ||
      ((this.LA(0).payload as Word | undefined) === last &&
        (this.LA(-1).payload as Word | undefined)?.class === "between")
    );
  }
}

function isHour(word: Word | undefined): boolean {
  return (
    word?.class === "figure" &&
    word.meaning !== undefined &&
    "figure" in word.meaning &&
    /^(?:[01]?\d|2[0-4])$/.test(word.meaning.figure)
  );
}

function joinerOf(joiners: readonly Word[]): TimeItem["joiner"] {
  if (joiners.some((word) => word.class === "or")) return "or";
  if (joiners.some((word) => word.class !== "comma")) return "and";
  return joiners.length > 0 ? "comma" : "none";
}

function timeItemOf(words: readonly Word[]): TimeItem {
  const preposition = words
    .filter((word) => LEAD.classes.has(word.class) && !["the", "all", "any", "each", "per"].includes(word.class))
    .at(-1)?.class;
  const item = { joiner: "none" as const, ...(preposition && { preposition }), ...spanOf(words) };
  const points = words.filter(
    ({ class: name }) => !LEAD.classes.has(name) && !RANGE.classes.has(name) && name !== "onwards",
  );
  const [first, last] = points;
  if (first?.meaning !== undefined && "days" in first.meaning) return { ...item, days: [...first.meaning.days] };
  if (first?.meaning !== undefined && "hours" in first.meaning) return { ...item, group: first.meaning.hours };
  if (first?.meaning !== undefined && "weekday" in first.meaning) {
    const end = last?.meaning !== undefined && "weekday" in last.meaning ? last.meaning.weekday : first.meaning.weekday;
    return { ...item, days: daysFrom(first.meaning.weekday, end) };
  }
  if (first !== undefined && last !== undefined) return { ...item, hours: { from: first, to: last } };
  if (preposition === "before" || preposition === "until") return { ...item, hours: { ...(first && { to: first }) } };
  return { ...item, hours: { ...(first && { from: first }) } };
}

function daysFrom(first: Weekday, last: Weekday): Weekday[] {
  const start = WEEKDAYS.indexOf(first);
  const length = ((WEEKDAYS.indexOf(last) - start + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => WEEKDAYS[(start + index) % 7] as Weekday);
}
