import { type Issue, type Payment, parseInstant, readPayment, toUnits } from "@spendrail/model";
import type { Selection } from "../compile/selection.js";
import type { Needs, Span, SpendFacts, SpendHistory, Total } from "../facts.js";
import { Series } from "./series.js";

/** What became of a spend that was handed to a history. */
export type Recording = { readonly ok: true } | { readonly ok: false; readonly issues: readonly Issue[] };

/** A history in memory. */
export interface MemoryHistory extends SpendHistory {
  /**
   * Counts a captured spend. Spends may come in any order of time, but in order of time is much faster. Ids are not kept:
   * a spend that is recorded twice counts twice.
   *
   * @returns `ok: false`, with nothing recorded, when the value is not a well-formed payment, its amount is not above
   * zero, or its fee is below zero.
   */
  record(payment: unknown): Recording;
}

/** An empty history of any number of accounts. It reads no clock and keeps everything it is told. */
export function createMemoryHistory(): MemoryHistory {
  const accounts = new Map<string, AccountHistory>();
  const accountOf = (account: string) => {
    const known = accounts.get(account);
    if (known !== undefined) return known;
    const fresh = new AccountHistory();
    accounts.set(account, fresh);
    return fresh;
  };
  return {
    record(payment) {
      const reading = readPayment(payment);
      if (!reading.ok) return { ok: false, issues: reading.issues };
      const issues = signIssues(reading.payment);
      if (issues.length > 0) return { ok: false, issues };
      accountOf(reading.payment.account).record(reading.payment);
      return { ok: true };
    },
    facts: (needs) => accountOf(needs.account).facts(needs),
    partitions: (account, selection) => accountOf(account).partitions(selection),
  };
}

function signIssues({ amount, fee = "0" }: Payment): Issue[] {
  const issue = (path: string, message: string): Issue => ({ code: "out_of_range", path, message });
  return [
    ...(toUnits(amount) > 0n ? [] : [issue("amount", `A spend is above zero, and this amount is ${amount}.`)]),
    ...(toUnits(fee) >= 0n ? [] : [issue("fee", `A fee is not below zero, and this one is ${fee}.`)]),
  ];
}

/** One spend, and whether an earlier one had gone to the same merchant. */
interface Spend {
  readonly payment: Payment;
  readonly atMs: number;
  readonly known: boolean;
}

/** The spends of one account, and running sums for every selection that was ever asked for. */
class AccountHistory {
  readonly #payments: { payment: Payment; atMs: number }[] = [];
  /** In time order, those of one instant in the order recorded. */
  #spends: Spend[] = [];
  #merchants = new Set<string>();
  #sums = new Map<string, SelectionSums>();
  /** A late spend can change which merchants were known when, and every sum behind it: all of it is made anew. */
  #outOfOrder = false;

  record(payment: Payment): void {
    const atMs = parseInstant(payment.at) as number;
    this.#outOfOrder ||= atMs < (this.#payments.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY);
    this.#payments.push({ payment, atMs });
    if (this.#outOfOrder) return;
    const spend = this.#append(payment, atMs);
    for (const sums of this.#sums.values()) sums.add(spend);
  }

  facts({ atMs, merchant, totals }: Needs): SpendFacts {
    this.#putInOrder();
    return {
      totals: totals.map(({ selection, partition, span }) => this.#sumsOf(selection).total(partition, span, atMs)),
      ...(merchant === undefined ? {} : { knownMerchant: this.#merchants.has(merchant) }),
    };
  }

  partitions(selection: Selection): readonly string[] {
    this.#putInOrder();
    return this.#sumsOf(selection).partitions();
  }

  #putInOrder(): void {
    if (!this.#outOfOrder) return;
    this.#payments.sort((a, b) => a.atMs - b.atMs);
    this.#spends = [];
    this.#merchants = new Set();
    this.#sums = new Map();
    for (const { payment, atMs } of this.#payments) this.#append(payment, atMs);
    this.#outOfOrder = false;
  }

  #append(payment: Payment, atMs: number): Spend {
    const { merchant } = payment;
    const spend = { payment, atMs, known: merchant !== undefined && this.#merchants.has(merchant) };
    if (merchant !== undefined) this.#merchants.add(merchant);
    this.#spends.push(spend);
    return spend;
  }

  #sumsOf(selection: Selection): SelectionSums {
    const kept = this.#sums.get(selection.key);
    if (kept !== undefined) return kept;
    const sums = new SelectionSums(selection);
    for (const spend of this.#spends) sums.add(spend);
    this.#sums.set(selection.key, sums);
    return sums;
  }
}

/** The running sums of one selection, by budget. */
class SelectionSums {
  readonly #selection: Selection;
  readonly #series = new Map<string, Series>();
  /** Why some spend could not be counted: totals without it would be too low, so none are given. */
  #fault: unknown;

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  add({ payment, atMs, known }: Spend): void {
    try {
      const membership = this.#selection.membership(payment, known);
      if (membership === undefined) return;
      const { partitions, money, amount } = membership;
      for (const partition of partitions) this.#seriesOf(partition).add(atMs, money, amount);
    } catch (fault) {
      this.#fault ??= fault;
    }
  }

  /** Throws when a spend of the selection could not be counted, such as one in a currency without a rate. */
  total(partition: string, span: Span, atMs: number): Total {
    if (this.#fault !== undefined) throw this.#fault;
    return (this.#series.get(partition) ?? new Series()).total(span, atMs);
  }

  partitions(): readonly string[] {
    return [...this.#series.keys()];
  }

  #seriesOf(partition: string): Series {
    const kept = this.#series.get(partition) ?? new Series();
    this.#series.set(partition, kept);
    return kept;
  }
}
