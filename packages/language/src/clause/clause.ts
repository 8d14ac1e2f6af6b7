import type { Finding, Span } from "../diagnostic/diagnostic.js";
import type {
  ByPhrase,
  PeriodPhrase,
  SchedulePhrase,
  SelectorPhrase,
  ValidityPhrase,
  WordPhrase,
  ZonePhrase,
} from "../phrase/phrase.js";
import type { Confined } from "./only.js";
import type { Quantity } from "./quantity.js";

/** A selector of a clause, and whether it stands before the clause's figure or other words. */
export interface PlacedSelector {
  phrase: SelectorPhrase;
  /** Nothing of meaning stands before it. */
  leads: boolean;
  beforeQuantity: boolean;
}

export type Bound = "cap" | "below" | "above" | "least";

/** One clause: what its words are apart from modifiers, and its modifiers. */
export interface Clause extends Span {
  /** Word classes in order, as statement patterns describe them. */
  skeleton: readonly string[];
  quantity?: Quantity;
  /** What the words around the figure make of it: at most, below, above, or at least the figure. */
  bound?: Bound;
  /** What "only" is about, where it is a selector or times; "only $50" is about the figure. */
  only?: Confined;
  /** A preposition stands right before the figure or its bound: "limit AWS to at most $50". */
  leadsToFigure?: true;
  approvers?: number;
  /** A whole number before the quantity: "three above $5,000". */
  firstFigure?: number;
  /** "The number of payments": a bare figure is a count. */
  counts?: true;
  /** "If it is groceries": its selector is no item of a list. */
  conditional?: true;
  /** The words of the skeleton as they are written. */
  words: WordPhrase[];
  selectors: PlacedSelector[];
  periods: PeriodPhrase[];
  by: ByPhrase[];
  schedules: SchedulePhrase[];
  /** When the rule is in force, where that is said apart from the times it is about. */
  holdsOnly: SchedulePhrase[];
  validity: ValidityPhrase[];
  zones: ZonePhrase[];
  each?: Span;
  combined?: Span;
  approval?: "with" | "without";
  /** Exceptions, each with a figure of its own or not. */
  exceptions: Clause[];
  findings: Finding[];
}

/** Whether a selector stands behind the figure or the verb of its clause. */
export function isTrailing({ leads, beforeQuantity }: PlacedSelector, clause: Clause): boolean {
  return !leads && !(clause.quantity !== undefined && beforeQuantity);
}
