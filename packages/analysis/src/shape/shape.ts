import type { EngineOptions } from "@spendrail/engine";
import {
  CATEGORIES,
  type CategoryIndex,
  indexCategories,
  type Partition,
  type Payment,
  type SpendingPolicy,
} from "@spendrail/model";
import { categoryValues } from "./category-values.js";
import { deniedAlways } from "./denied-always.js";
import { type ListKey, type Mentions, mentionsOf } from "./mentions.js";
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

/** More kinds of payments than this are not gone through. */
const MOST_SHAPES = 5_000;

/**
 * Every kind of payment that the policies can tell apart and that not all of them deny at all times, those that state the
 * least first.
 *
 * @returns `undefined` when there are more than 5,000
 */
export function shapesOf(policies: readonly SpendingPolicy[], options: EngineOptions): Shape[] | undefined {
  const mentions = mentionsOf(policies, options);
  const table = { ...CATEGORIES, ...options.categories };
  const index = indexCategories(table);
  const empty: Shape = { facts: {}, known: false, merchants: [], categories: [], open: [] };
  const product = (shapes: readonly Shape[], values: readonly FactValue[]) =>
    shapes.flatMap((shape) => values.map((value) => joined(shape, value, index)));
  const possible = (shapes: readonly Shape[], keys: readonly ListKey[]) => {
    const denied = deniedAlways(policies, new Set<string>(keys), options);
    return shapes.filter((shape) => !denied(shape));
  };
  const payees = product(product([empty], merchantValues(mentions)), categoryValues(mentions, table));
  let shapes = payees.length > MOST_SHAPES ? payees : possible(payees, ["merchants", "categories", "mccs"]);
  for (const [key, values] of railValues(mentions)) {
    const isPossible = (value: FactValue) => possible([joined(empty, value, index)], [key]).length > 0;
    const kept = values.length === 1 ? values : values.filter(isPossible);
    if (shapes.length * kept.length > MOST_SHAPES) return undefined;
    shapes = product(shapes, kept);
  }
  if (shapes.length > MOST_SHAPES) return undefined;
  return withHistory(shapes, mentions).sort((a, b) => Object.keys(a.facts).length - Object.keys(b.facts).length);
}

function joined(shape: Shape, { facts, names = [], open }: FactValue, index: CategoryIndex): Shape {
  const all = { ...shape.facts, ...facts };
  const ofMcc = all.mcc === undefined ? [] : index.get(all.mcc);
  return {
    facts: all,
    known: false,
    merchants: [...shape.merchants, ...names],
    categories: [...new Set([...(all.category === undefined ? [] : [all.category]), ...ofMcc])].sort(),
    open: [...shape.open, ...(open === undefined ? [] : [open])],
  };
}

function withHistory(shapes: readonly Shape[], { merchantHistory }: Mentions): Shape[] {
  if (!merchantHistory) return [...shapes];
  return shapes.flatMap((shape) => (shape.facts.merchant === undefined ? [shape] : [shape, { ...shape, known: true }]));
}
