import type { Amount, Per } from "@spendrail/model";
import type { Selection } from "./compile/selection.js";

/** A stretch of time over which a total is counted, resolved for one instant. Instants are epoch milliseconds. */
export type Span =
  | { readonly type: "lifetime" }
  | { readonly type: "anchored"; readonly durationMs: number }
  | { readonly type: "sliding"; readonly durationMs: number }
  | { readonly type: "calendar"; readonly startMs: number; readonly endMs: number };

/** One running total that a decision needs. */
export interface TotalQuery {
  /** Index into `policy.rules` of the rule that needs it. */
  readonly rule: number;
  readonly selection: Selection;
  /** The budget within the selection; the empty string where it is not split. */
  readonly partition: string;
  readonly per: Exclude<Per, "transaction">;
  /** `per` at the payment's instant. */
  readonly span: Span;
}

/** What `decide` must be told about the past to judge one payment. */
export interface Needs {
  readonly account: string;
  /** The payment's instant, in epoch milliseconds. */
  readonly atMs: number;
  /** The canonical merchant of which to say whether the account has captured a payment to it before. */
  readonly merchant?: string;
  readonly totals: readonly TotalQuery[];
}

/**
 * A total at an instant, this payment not included: sums of money (amount and fee) and of amounts in units of 10^-18 of
 * the policy's currency, and the number of spends.
 *
 * - A sliding span counts the spends in `(at - duration, at]`.
 * - A calendar span counts those in `[start, end)`.
 * - An anchored span counts those in the window `[t0, t0 + duration)` that holds `at`; where none is open, a window
 *   opened at `at`.
 */
export interface Total {
  readonly money: bigint;
  readonly amount: bigint;
  readonly count: number;
  /**
   * When the total next falls if nothing else is spent, in epoch milliseconds: the end of the open anchored window or
   * of the calendar unit; for a sliding span the instant the oldest counted spend leaves it. Absent: never.
   */
  readonly resetsAtMs?: number;
}

/** The past, as far as one payment's `Needs` go. */
export interface SpendFacts {
  /** One for each entry of `Needs.totals`, in the same order. */
  readonly totals: readonly Total[];
  /** Whether the account has ever captured a payment to `Needs.merchant`. */
  readonly knownMerchant?: boolean;
}

/** Everything `decide` judges a payment by, besides policy and payment. */
export interface Facts extends SpendFacts {
  /** See `Account.balance`. */
  readonly balance?: Amount;
  /** See `Account.frozen`. */
  readonly frozen?: boolean;
  /**
   * The facts for other needs of the same account, as if nothing else were spent until then. With it, a denial carries
   * its `remedy`; a history that has to be waited for gives it to `findRemedy` instead.
   */
  readonly lookup?: (needs: Needs) => SpendFacts;
}

/** A history of captured spends that answers from running sums. */
export interface SpendHistory {
  facts(needs: Needs): SpendFacts;
  /** The budgets of a selection that hold at least one spend, in no particular order. */
  partitions(account: string, selection: Selection): readonly string[];
}
