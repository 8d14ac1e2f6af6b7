import type { Partition, Payment } from "@spendrail/model";
import type { Selectable } from "./subject.js";

/** What a spend adds to the totals of a selection, in units of 10^-18 of the policy's currency. */
export interface Membership {
  /** The budgets it belongs to: one, or one for each of its categories. */
  readonly partitions: readonly string[];
  /** Amount and fee. */
  readonly money: bigint;
  readonly amount: bigint;
}

/**
 * Which spends a rule counts, and into which budget each falls: the rule's selector, exception, partition and the
 * times it was in force. Rules that count the same spends share a selection, whatever their windows and maxima.
 */
export interface Selection {
  /** Equal for selections that count alike, in any process: the key under which a history keeps running sums. */
  readonly key: string;
  /**
   * What a spend adds, or `undefined` when it is not counted.
   *
   * @param spend in the canonical form that `readPayment` returns
   * @param known whether the account had captured a payment to the same merchant before this one
   */
  membership(spend: Payment, known: boolean): Membership | undefined;
  /**
   * The same in whole 10^-6 for a selection that counts every spend, into one budget; absent for any other, and `undefined`
   * where that is not exact. Quicker than `membership`.
   */
  micros?(spend: Payment): { readonly money: number; readonly amount: number } | undefined;
}

/** How a rule splits its budget; `payment` keeps apart payments of another payee or amount, to find duplicates. */
export type Split = Partition | "payment" | undefined;

/** The budgets a payment draws on. A fact that is not stated is a budget of its own. */
export function partitionsOf(split: Split, subject: Selectable): readonly string[] {
  const { payment, categories } = subject;
  switch (split) {
    case undefined:
      return [""];
    case "merchant":
      return [stated(payment.merchant)];
    case "recipient":
      return [stated(payment.recipient)];
    case "category":
      return categories.length === 0 ? [""] : categories.map(stated);
    case "payment":
      return payeesOf(subject)
        .slice(0, 1)
        .map((payee) => samePayment(payee, subject));
  }
}

/**
 * The budgets a spend is counted in: those that a payment like it draws on, and for duplicates that of its recipient
 * too, where a payment that states no merchant looks for it.
 */
export function countedIn(split: Split, subject: Selectable): readonly string[] {
  if (split !== "payment") return partitionsOf(split, subject);
  return payeesOf(subject).map((payee) => samePayment(payee, subject));
}

/** The payee a duplicate is looked for under: the merchant, else the recipient. */
export function payeeOf(subject: Selectable): string | undefined {
  return payeesOf(subject)[0];
}

function payeesOf({ payment: { merchant, recipient } }: Selectable): string[] {
  return [
    ...(merchant === undefined ? [] : [`merchant ${merchant}`]),
    ...(recipient === undefined ? [] : [`recipient ${recipient}`]),
  ];
}

function samePayment(payee: string, { currency, payment }: Selectable): string {
  return `${payee}\n${currency} ${payment.amount}`;
}

/** Keeps every stated value apart from the budget of payments that state none. */
function stated(value: string | undefined): string {
  return value === undefined ? "" : `=${value}`;
}

/** The stated value a partition stands for; `undefined` for the budget of payments that state none. */
export function partitionValue(partition: string): string | undefined {
  return partition.startsWith("=") ? partition.slice(1) : undefined;
}
