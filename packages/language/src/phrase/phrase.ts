import type { CalendarUnit, Partition, Weekday } from "@spendrail/model";
import type { Span } from "../diagnostic/diagnostic.js";
import type { TokenClass, Word } from "../lexer/word.js";
import type { NamedZone } from "../vocabulary/zones.js";

/** A word that is no part of a larger phrase. */
export interface WordPhrase extends Span {
  kind: "word";
  class: TokenClass;
  text: string;
}

/** A figure with what it counts; `words` are all of its words, for the reader of figures. */
export interface QuantityPhrase extends Span {
  kind: "quantity";
  words: Word[];
}

/** What is counted over: each payment, all of them, a window, or words that name no period for sure. */
export type PeriodMeaning =
  | { type: "transaction" }
  | { type: "lifetime" }
  | { type: "total" }
  | { type: "anchored" | "sliding" | "duration"; ms: number }
  | { type: "calendar"; unit: CalendarUnit }
  | { type: "ambiguous" };

export interface PeriodPhrase extends Span {
  kind: "period";
  period: PeriodMeaning;
}

export interface ByPhrase extends Span {
  kind: "by";
  partition: Partition;
}

/**
 * How an item of a selector is tied to what stands before it: one more of the list, a condition as well ("AWS in USDC"),
 * or a condition that is said to be about the whole list ("AWS and OpenAI, both in USDC").
 */
export type Tie = "any" | "both" | "all";

/** One thing that a selector names. `words` are the words it is read from, in order. */
export interface SelectorItem extends Span {
  tie: Tie;
  words: Word[];
  /** A comma and a conjunction stand before it: "AWS, and OpenAI". */
  parted?: true;
}

export interface SelectorPhrase extends Span {
  kind: "selector";
  /** The word before it: "on", "to"; absent for a bare name. */
  preposition?: TokenClass;
  items: SelectorItem[];
}

/** One stretch of time as it is written: days, hours, or both ends of hours. */
export interface TimeItem extends Span {
  joiner: "none" | "comma" | "and" | "or";
  preposition?: TokenClass;
  days?: Weekday[];
  hours?: { from?: Word; to?: Word };
  group?: { days?: readonly Weekday[]; from: string; to: string; assumed?: true };
}

export interface SchedulePhrase extends Span {
  kind: "schedule";
  items: TimeItem[];
}

export interface ValidityPart extends Span {
  role: "from" | "until" | "before" | "after" | "on";
  date?: Word;
  /** For a date that is relative to now: "30 days", "next Friday". */
  relative?: Word[];
}

export interface ValidityPhrase extends Span {
  kind: "validity";
  parts: ValidityPart[];
  /** Its own verb or adjective: "valid", "expires"; not "starting", which only says where it begins. */
  stated?: Span;
}

export interface ZonePhrase extends Span {
  kind: "zone";
  zone: NamedZone;
}

export type Phrase =
  | WordPhrase
  | QuantityPhrase
  | PeriodPhrase
  | ByPhrase
  | SelectorPhrase
  | SchedulePhrase
  | ValidityPhrase
  | ZonePhrase;
