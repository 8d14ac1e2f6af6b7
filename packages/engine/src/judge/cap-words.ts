import type { CapRule } from "../compile/cap.js";
import { perPhrase } from "../message.js";

/** What the sentence about a broken cap says whatever the payment. */
export interface CapWords {
  readonly currency: string;
  /** `is limited to 500 USD`, `must stay below 500 USD`; for a number of payments `500`. */
  readonly limit: string;
  /** `per day`, `in total for each merchant`. */
  readonly per: string;
}

/** Amounts in the policy's currency, or numbers of payments, as decimal strings. */
export interface CapFigures {
  readonly spent: string;
  readonly attempted: string;
  readonly remaining: string;
  /** Spent and attempted together, for numbers of payments. */
  readonly used?: string;
}

export function capWords({ rule }: CapRule, currency: string): CapWords {
  const each = rule.by === undefined ? "" : ` for each ${rule.by}`;
  const per = `${perPhrase(rule.per)}${each}`;
  if (rule.kind === "velocity") return { currency, per, limit: String(rule.max) };
  return { currency, per, limit: `${rule.exclusive ? "must stay below" : "is limited to"} ${rule.max} ${currency}` };
}

/** One sentence that says by how much a cap is broken. */
export function capMessage({ rule }: CapRule, { currency, limit, per }: CapWords, figures: CapFigures): string {
  const { spent, attempted, remaining, used } = figures;
  if (rule.kind === "velocity") {
    return `Payment number ${used} is too many: payments are limited to ${limit} ${per}`;
  }
  const tooLarge = `Payment of ${attempted} ${currency} is too large: `;
  if (rule.per === "transaction") return `${tooLarge}each payment ${limit}`;
  return `${tooLarge}spending ${limit} ${per}, ${spent} ${currency} is spent and ${remaining} ${currency} is left`;
}
