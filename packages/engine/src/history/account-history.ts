import { type Payment, parseInstant } from "@spendrail/model";
import type { CompiledRule } from "../compile/compiled-rule.js";
import type { Selection } from "../compile/selection.js";
import type { Needs, SpendFacts } from "../facts.js";
import { NumberColumn } from "./number-column.js";
import { SelectionSums } from "./selection-sums.js";

/** The spends of one account, and running sums for every selection that was ever asked for. */
export class AccountHistory {
  /** In time order, those of one instant in the order recorded, unless `#outOfOrder`. */
  #payments: Payment[] = [];
  #atMs = new NumberColumn();
  #merchants = new Set<string>();
  #sums = new Map<string, SelectionSums>();
  /** The sums of the rules that were last asked about, each at its index. */
  #latest:
    | { readonly rules: readonly CompiledRule[]; readonly sums: readonly (SelectionSums | undefined)[] }
    | undefined;
  /** A late spend can change which merchants were known when, and every sum behind it: all of it is made anew. */
  #outOfOrder = false;

  /** @param payment in canonical form */
  record(payment: Payment): void {
    const atMs = parseInstant(payment.at) as number;
    this.#outOfOrder ||= atMs < this.#atMs.last;
    this.#payments.push(payment);
    this.#atMs.push(atMs);
    if (this.#outOfOrder) return;
    const known = isKnown(payment, this.#merchants);
    for (const sums of this.#sums.values()) sums.add(payment, atMs, known);
  }

  facts({ atMs, merchant, totals }: Needs): SpendFacts {
    this.putInOrder();
    return {
      totals: totals.map(({ selection, partition, span }) => this.sumsOf(selection).total(partition, span, atMs)),
      ...(merchant === undefined ? {} : { knownMerchant: this.knows(merchant) }),
    };
  }

  partitions(selection: Selection): readonly string[] {
    this.putInOrder();
    return this.sumsOf(selection).partitions();
  }

  /** To be called before what follows here, after anything was recorded. */
  putInOrder(): void {
    if (!this.#outOfOrder) return;
    const order = this.#payments.map((payment, position) => ({ payment, atMs: this.#atMs.at(position) }));
    order.sort((a, b) => a.atMs - b.atMs);
    this.#payments = order.map(({ payment }) => payment);
    this.#atMs = new NumberColumn(order.map(({ atMs }) => atMs));
    this.#merchants = new Set();
    for (const payment of this.#payments) isKnown(payment, this.#merchants);
    this.#sums = new Map();
    this.#latest = undefined;
    this.#outOfOrder = false;
  }

  /** Whether a payment to the merchant was recorded. */
  knows(merchant: string): boolean {
    return this.#merchants.has(merchant);
  }

  /** The sums of each rule that counts, at its index. */
  sumsOfAll(rules: readonly CompiledRule[]): readonly (SelectionSums | undefined)[] {
    if (this.#latest?.rules !== rules) {
      const sums = rules.map(({ counting }) => (counting === undefined ? undefined : this.sumsOf(counting.selection)));
      this.#latest = { rules, sums };
    }
    return this.#latest.sums;
  }

  sumsOf(selection: Selection): SelectionSums {
    const kept = this.#sums.get(selection.key);
    if (kept !== undefined) return kept;
    const sums = new SelectionSums(selection);
    const merchants = new Set<string>();
    this.#payments.forEach((payment, position) => {
      sums.add(payment, this.#atMs.at(position), isKnown(payment, merchants));
    });
    this.#sums.set(selection.key, sums);
    return sums;
  }
}

/** Whether the payment's merchant is among those of the payments before it, to which it is added. */
function isKnown({ merchant }: Payment, merchants: Set<string>): boolean {
  if (merchant === undefined) return false;
  const isKnown = merchants.has(merchant);
  if (!isKnown) merchants.add(merchant);
  return isKnown;
}
