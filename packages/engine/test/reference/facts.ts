import {
  CATEGORIES,
  Decimal,
  indexCategories,
  isKnownMcc,
  type Payment,
  parseInstant,
  readPayment,
  type SpendingPolicy,
} from "@spendrail/model";
import { type Money, moneyOf, rateOf } from "./money.js";

const categoriesOfMccs = indexCategories(CATEGORIES);

/** What rules ask about a payment, past or present. */
export interface Facts {
  payment: Payment;
  atMs: number;
  /** Stated, and those of a stated MCC. */
  categories: ReadonlySet<string>;
  /** Whether the stated MCC is outside the table, so that its categories are unknown. */
  hasUnknownMcc: boolean;
  /** Whether the account had paid this merchant before; `undefined` without a merchant. */
  merchantHistory: "new" | "known" | undefined;
}

/** A recorded spend, with its money in the policy's currency. */
export interface Spend extends Facts {
  money: Money;
}

/** @param earlier the spends that make a merchant known */
export function factsOf(payment: Payment, earlier: readonly Payment[]): Facts {
  const { merchant, category, mcc } = payment;
  const categories = new Set(mcc === undefined ? [] : categoriesOfMccs.get(mcc));
  if (category !== undefined) categories.add(category);
  const isKnown = earlier.some((other) => other.merchant === merchant);
  return {
    payment,
    atMs: parseInstant(payment.at)!,
    categories,
    hasUnknownMcc: mcc !== undefined && !isKnownMcc(mcc),
    merchantHistory: merchant === undefined ? undefined : isKnown ? "known" : "new",
  };
}

/** The account's recorded payments in canonical form, by time; those of one instant in the order recorded. */
export function readHistory(history: readonly Payment[], account: string): Payment[] {
  const payments: Payment[] = [];
  for (const spend of history) {
    const reading = readPayment(spend);
    if (!reading.ok) throw new Error(`a recorded spend is not well formed: ${reading.issues[0]?.message}`);
    if (reading.payment.account === account) payments.push(reading.payment);
  }
  return payments.sort((a, b) => parseInstant(a.at)! - parseInstant(b.at)!);
}

/** A spend that cannot be converted counts with its face value. */
export function spendsOf(payments: Payment[], policy: SpendingPolicy, rates: Record<string, string> = {}): Spend[] {
  return payments.map((payment, index) => ({
    ...factsOf(payment, payments.slice(0, index)),
    money: moneyOf(payment.amount, payment.fee, rateOf(payment, policy, rates) ?? new Decimal(1)),
  }));
}
