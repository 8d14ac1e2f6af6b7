import { type CategoryIndex, isKnownMcc, type Payment, parseInstant, toUnits } from "@spendrail/model";
import type { Conversion } from "./currency.js";

/** What of a payment selectors and partitions look at. */
export interface Selectable {
  readonly payment: {
    readonly amount: string;
    readonly merchant?: string | undefined;
    readonly category?: string | undefined;
    readonly mcc?: string | undefined;
    readonly scope?: string | undefined;
    readonly token?: string | undefined;
    readonly chain?: string | undefined;
    readonly recipient?: string | undefined;
    readonly country?: string | undefined;
  };
  readonly atMs: number;
  /** The currency `payment.amount` is in. */
  readonly currency: string;
  /** The stated category and those of the stated MCC, sorted. */
  readonly categories: readonly string[];
  /** An MCC is stated and is not in the ISO 18245 table. */
  readonly unknownMcc: boolean;
}

/** A payment as the rules see it: canonical, its money in the policy's currency, its categories looked up. */
export interface Subject extends Selectable {
  readonly payment: Payment;
  /** In the policy's currency, in units of 10^-18; `undefined` when there is no rate. */
  readonly amount: bigint | undefined;
  readonly fee: bigint | undefined;
}

/** @param payment in the canonical form that `readPayment` returns. */
export function subjectOf(payment: Payment, conversion: Conversion, categories: CategoryIndex): Subject {
  const atMs = parseInstant(payment.at);
  if (atMs === undefined) throw new Error(`the payment's instant ${payment.at} is not canonical`);
  const currency = conversion.currencyOf(payment);
  return {
    payment,
    atMs,
    currency,
    amount: conversion.toPolicy(toUnits(payment.amount), currency),
    fee: payment.fee === undefined ? 0n : conversion.toPolicy(toUnits(payment.fee), currency),
    categories: categoriesIn(payment, categories),
    unknownMcc: payment.mcc !== undefined && !isKnownMcc(payment.mcc),
  };
}

export function categoriesIn({ category, mcc }: Selectable["payment"], index: CategoryIndex): readonly string[] {
  const ofMcc = mcc === undefined ? [] : index.get(mcc);
  return category === undefined || ofMcc.includes(category) ? ofMcc : [...ofMcc, category].sort();
}

/** Amount and fee: what limits count. Throws when the currency cannot be converted; the first check stops those. */
export function moneyOf(subject: Subject): bigint {
  return amountOf(subject) + feeOf(subject);
}

/** The amount alone: what approvals count. Throws as `moneyOf` does. */
export function amountOf(subject: Subject): bigint {
  return converted(subject.amount, subject);
}

export function feeOf(subject: Subject): bigint {
  return converted(subject.fee, subject);
}

function converted(units: bigint | undefined, subject: Subject): bigint {
  if (units === undefined) throw new Error(`there is no rate for ${subject.currency}`);
  return units;
}
