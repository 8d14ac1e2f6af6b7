import { type Issue, type Payment, readPayment } from "@spendrail/model";
import type { Selection } from "../compile/selection.js";
import type { Needs, SpendFacts, SpendHistory } from "../facts.js";
import { AccountHistory } from "./account-history.js";

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
  return new AccountHistories();
}

/** The histories of all accounts. */
class AccountHistories implements MemoryHistory {
  readonly #accounts = new Map<string, AccountHistory>();

  // Fields and not methods, so that they can be handed around.
  readonly record = (payment: unknown): Recording => {
    const reading = readPayment(payment);
    if (!reading.ok) return { ok: false, issues: reading.issues };
    const issues = signIssues(reading.payment);
    if (issues.length > 0) return { ok: false, issues };
    this.#accountOf(reading.payment.account).record(reading.payment);
    return RECORDED;
  };

  readonly facts = (needs: Needs): SpendFacts => this.#accountOf(needs.account).facts(needs);

  readonly partitions = (account: string, selection: Selection): readonly string[] =>
    this.#accountOf(account).partitions(selection);

  /** The history of one account; `undefined` when nothing was ever recorded of it. */
  accountInOrder(account: string): AccountHistory | undefined {
    const known = this.#accounts.get(account);
    known?.putInOrder();
    return known;
  }

  static isOne(history: SpendHistory): history is AccountHistories {
    return #accounts in history;
  }

  #accountOf(account: string): AccountHistory {
    const known = this.#accounts.get(account);
    if (known !== undefined) return known;
    const fresh = new AccountHistory();
    this.#accounts.set(account, fresh);
    return fresh;
  }
}

/** Whether `createMemoryHistory` made it. */
export function isMemoryHistory(history: SpendHistory): history is AccountHistories {
  return AccountHistories.isOne(history);
}

const RECORDED: Recording = { ok: true };

/** @param payment in canonical form, where nothing but what is below zero has a minus before it */
function signIssues({ amount, fee = "0" }: Payment): Issue[] {
  const issue = (path: string, message: string): Issue => ({ code: "out_of_range", path, message });
  return [
    ...(amount !== "0" && !amount.startsWith("-")
      ? []
      : [issue("amount", `A spend is above zero, and this amount is ${amount}.`)]),
    ...(fee.startsWith("-") ? [issue("fee", `A fee is not below zero, and this one is ${fee}.`)] : []),
  ];
}
