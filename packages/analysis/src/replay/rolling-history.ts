import type { Needs, Span, SpendFacts } from "@spendrail/engine";
import type { Payment } from "@spendrail/model";
import { RunningTotal } from "./running-total.js";

interface Budget {
  readonly total: RunningTotal;
  /** The span it was last counted in. */
  span: Span;
}

/** Budgets are swept when they have doubled since the last sweep, but not below this number. */
const FEW_BUDGETS = 1_000;

/**
 * What one account has spent, for payments that come in order of time: the totals that the rules of one policy ask for,
 * and the merchants paid. Budgets that are over are swept away.
 */
export class RollingHistory {
  readonly #merchants = new Set<string>();
  /** By rule, then by partition. */
  readonly #budgets = new Map<number, Map<string, Budget>>();
  #size = 0;
  #sweepAt = FEW_BUDGETS;

  facts({ atMs, merchant, totals }: Needs): SpendFacts {
    return {
      totals: totals.map(({ rule, partition, span }) => this.#budget(rule, partition, span).total.at(span, atMs)),
      ...(merchant === undefined ? {} : { knownMerchant: this.#merchants.has(merchant) }),
    };
  }

  /** @param needs what the engine asked for to judge the same payment: the totals it can count in */
  record(payment: Payment, { atMs, merchant, totals }: Needs): void {
    const known = merchant !== undefined && this.#merchants.has(merchant);
    let counted: number | undefined;
    for (const { rule, selection, span } of totals) {
      if (rule === counted) continue;
      counted = rule;
      const membership = selection.membership(payment, known);
      for (const partition of membership?.partitions ?? []) {
        this.#budget(rule, partition, span).total.add(span, atMs, membership?.money ?? 0n, membership?.amount ?? 0n);
      }
    }
    if (merchant !== undefined) this.#merchants.add(merchant);
    if (this.#size > this.#sweepAt) this.#sweep(atMs);
  }

  #budget(rule: number, partition: string, span: Span): Budget {
    let partitions = this.#budgets.get(rule);
    if (partitions === undefined) {
      partitions = new Map();
      this.#budgets.set(rule, partitions);
    }
    let budget = partitions.get(partition);
    if (budget === undefined) {
      budget = { total: new RunningTotal(), span };
      partitions.set(partition, budget);
      this.#size += 1;
    }
    budget.span = span;
    return budget;
  }

  #sweep(atMs: number): void {
    for (const partitions of this.#budgets.values()) {
      for (const [partition, { total, span }] of partitions) {
        if (!total.isOver(span, atMs)) continue;
        partitions.delete(partition);
        this.#size -= 1;
      }
    }
    this.#sweepAt = Math.max(FEW_BUDGETS, this.#size * 2);
  }
}
