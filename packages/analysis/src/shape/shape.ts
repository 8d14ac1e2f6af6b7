import type { EngineOptions } from "@spendrail/engine";
import { CATEGORIES, categoriesOfMcc, type Partition, type Payment, type SpendingPolicy } from "@spendrail/model";
import { categoryValues } from "./category-values.js";
import { type Mentions, mentionsOf } from "./mentions.js";
import { merchantValues } from "./merchant-values.js";
import { railValues } from "./rail-values.js";

/** What rules ask of a payment besides its money, its time and its drift score. */
export type PaymentFacts = Pick<
  Payment,
  "merchant" | "category" | "mcc" | "scope" | "token" | "chain" | "recipient" | "country"
>;

/** One value of one or two facts, standing for all values that no selector tells apart from it. */
export interface FactValue {
  readonly facts: PaymentFacts;
  /** The names it stands for, where they are of interest. */
  readonly names?: readonly string[];
  /** The fact of which it stands for any number of values. */
  readonly open?: Partition;
}

/** One payment that stands for all payments that no rule tells apart from it, but for their money and their time. */
export interface Shape {
  readonly facts: PaymentFacts;
  /** Whether the account has captured a payment to the merchant before. */
  readonly known: boolean;
  /** The merchants, or the pattern, of the policies that it stands for; empty for any other merchant, and for none. */
  readonly merchants: readonly string[];
  /** The stated category and those of the stated MCC, sorted. */
  readonly categories: readonly string[];
  /** The facts of which it stands for any number of values. */
  readonly open: readonly Partition[];
}

/** More combinations than this are not gone through. */
const MOST_SHAPES = 20_000;

/**
 * Every kind of payment that the policies can tell apart, those that state the least first.
 *
 * @returns `undefined` when there are more than 20,000
 */
export function shapesOf(policies: readonly SpendingPolicy[], options: EngineOptions): Shape[] | undefined {
  const mentions = mentionsOf(policies);
  const table = { ...CATEGORIES, ...options.categories };
  const dimensions = [
    merchantValues(mentions),
    categoryValues(mentions, table),
    ...railValues(mentions),
    historyValues(mentions),
  ];
  if (dimensions.reduce((product, values) => product * values.length, 1) > MOST_SHAPES) return undefined;
  let combined: (FactValue & { known?: boolean; opens: Partition[] })[] = [{ facts: {}, opens: [] }];
  for (const values of dimensions) {
    combined = combined.flatMap((one) =>
      values.map((value) => ({
        ...one,
        ...value,
        facts: { ...one.facts, ...value.facts },
        names: [...(one.names ?? []), ...(value.names ?? [])],
        opens: [...one.opens, ...(value.open === undefined ? [] : [value.open])],
      })),
    );
  }
  return combined
    .filter(({ facts, known }) => known !== true || facts.merchant !== undefined)
    .map(({ facts, names, known, opens }) => ({
      facts,
      known: known === true,
      merchants: names ?? [],
      categories: categoriesOf(facts, table),
      open: opens,
    }))
    .sort((a, b) => Object.keys(a.facts).length - Object.keys(b.facts).length);
}

function historyValues({ merchantHistory }: Mentions): (FactValue & { known: boolean })[] {
  const fresh = { facts: {}, known: false };
  return merchantHistory ? [fresh, { facts: {}, known: true }] : [fresh];
}

function categoriesOf({ category, mcc }: PaymentFacts, table: typeof CATEGORIES): string[] {
  const ofMcc = mcc === undefined ? [] : categoriesOfMcc(mcc, table);
  return [...new Set([...(category === undefined ? [] : [category]), ...ofMcc])].sort();
}
