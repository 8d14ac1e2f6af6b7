import type { CategoryIndex, Partition, Rule, Selector } from "@spendrail/model";
import { selectorCovers, selectorsAreDisjoint } from "./selectors.js";

/** The payments a rule is about. */
export function selectorOf(rule: Rule): Selector | undefined {
  switch (rule.kind) {
    case "limit":
    case "velocity":
    case "approval":
    case "duplicate":
      return rule.on;
    case "allow":
      return rule.only;
    case "block":
      return rule.what;
    case "schedule":
    case "drift":
    case "reserve":
    case "alert":
      return undefined;
  }
}

/**
 * Whether `wide` applies to every payment that `narrow` applies to, at every time; then it also counts every spend that
 * `narrow` counts. `false` also where that cannot be told.
 */
export function covers(wide: Rule, narrow: Rule, categories: CategoryIndex): boolean {
  return (
    selectorCovers(selectorOf(wide), selectorOf(narrow), categories) &&
    exceptsNone(wide.except, narrow, categories) &&
    holdsThroughout(wide, narrow)
  );
}

/** Whether the exception frees no payment that `narrow` applies to. */
function exceptsNone(except: Selector | undefined, narrow: Rule, categories: CategoryIndex): boolean {
  if (except === undefined || selectorsAreDisjoint(except, selectorOf(narrow))) return true;
  return narrow.except !== undefined && selectorCovers(narrow.except, except, categories);
}

/** Whether `wide` is in force whenever `narrow` is. */
function holdsThroughout(wide: Rule, narrow: Rule): boolean {
  const sameTimes = wide.during === undefined || isEqual(wide.during, narrow.during);
  const starts = wide.validFrom === undefined || (narrow.validFrom ?? "") >= wide.validFrom;
  const ends =
    wide.validUntil === undefined || (narrow.validUntil !== undefined && narrow.validUntil <= wide.validUntil);
  return sameTimes && starts && ends;
}

/** A rule that counts over a budget, or looks at one payment. */
interface Split {
  by?: Partition;
}

/** Whether the payments that fall into one budget of `narrow` all fall into one budget of `wide`. */
export function sharesBudget(wide: Rule & Split, narrow: Rule & Split): boolean {
  if (wide.by === undefined || wide.by === narrow.by) return true;
  const on = selectorOf(narrow);
  if (on === undefined) return false;
  const { merchants, categories, mccs, recipients } = on;
  switch (wide.by) {
    case "merchant":
      return isOne(merchants) && !merchants[0].startsWith("*.") && categories === undefined && mccs === undefined;
    case "category":
      return isOne(categories) && merchants === undefined && mccs === undefined;
    case "recipient":
      return isOne(recipients);
  }
}

function isOne(list: readonly string[] | undefined): list is readonly [string] {
  return list?.length === 1;
}

/** Whether both rules count the same spends into the same budgets, so that their anchored windows open together. */
export function countTheSame(a: Rule & Split, b: Rule & Split): boolean {
  const counted = ({ by, except, during, validFrom, validUntil, ...rule }: Rule & Split) => ({
    on: selectorOf(rule as Rule),
    ...{ by, except, during, validFrom, validUntil },
  });
  return isEqual(counted(a), counted(b));
}

/** Equality of two values of a policy, whose keys the model keeps in no order of meaning. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [mine, theirs] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return [...keys].every((key) => isEqual(mine[key], theirs[key]));
}
