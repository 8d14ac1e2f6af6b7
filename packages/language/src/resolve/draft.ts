import type { Rule } from "@spendrail/model";
import type { Quantity } from "../clause/quantity.js";
import type { Span } from "../diagnostic/diagnostic.js";
import type { ValidityPhrase } from "../phrase/phrase.js";

/** A rule that waits for what only the whole text tells: the currency of its figure, and the zone of its dates. */
export interface Draft {
  at: Span;
  /** The figure that is money, or could be. */
  money?: Quantity;
  /** A figure without a currency can only be money here. */
  moneyOnly: boolean;
  /** Another figure of the statement has a currency, so this one is money too. */
  moneyNearby: boolean;
  validity: readonly ValidityPhrase[];
  /** The rule, given its figure in canonical form. */
  rule: (value: string) => Rule;
}
