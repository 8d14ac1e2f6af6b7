import { type CategoryTable, expandMccs, indexCategories, isKnownMcc } from "@spendrail/model";
import type { Mentions } from "./mentions.js";
import { unlisted } from "./merchant-values.js";
import type { FactValue } from "./shape.js";

/** The kinds of categories and MCCs that selectors tell apart, stated alone and together. */
export function categoryValues(mentions: Mentions, table: CategoryTable): FactValue[] {
  const isSplit = mentions.partitions.has("category");
  const categories = isSplit ? Object.keys(table).sort() : mentions.listed("categories");
  const mccs = mentions.listed("mccs");
  if (categories.length === 0 && mccs.length === 0) return [{ facts: {} }];
  const codes = mccGroups(categories, mccs, mentions, table);
  const other = {
    facts: { category: unlisted("other", [...categories, ...Object.keys(table)]) },
    open: "category" as const,
  };
  // Beside an MCC, a category says something more when a selector lists it, and the MCC does not belong to it.
  const listed = mentions.listed("categories");
  const together = codes.flatMap(({ mcc, of }) =>
    listed.filter((category) => !of.includes(category)).map((category) => ({ facts: { category, mcc } })),
  );
  return [
    { facts: {} },
    ...categories.map((category) => ({ facts: { category } })),
    other,
    ...codes.map(({ mcc }) => ({ facts: { mcc } })),
    ...together,
  ];
}

interface CodeGroup {
  /** One of the codes that no selector tells apart. */
  mcc: string;
  /** The categories of interest that they belong to. */
  of: string[];
}

function mccGroups(
  categories: readonly string[],
  mccs: readonly string[],
  { selectors }: Mentions,
  table: CategoryTable,
): CodeGroup[] {
  const index = indexCategories(table);
  const ofInterest = new Set(categories);
  const lists = selectors.flatMap((selector) => (selector.mccs === undefined ? [] : [new Set(selector.mccs)]));
  const inCategories = categories.flatMap((category) => (table[category]?.mccs ?? []).flatMap(expandMccs));
  const candidates = new Set([...mccs, ...inCategories]);
  const groups = new Map<string, CodeGroup>();
  const add = (mcc: string) => {
    const of = index.get(mcc).filter((category) => ofInterest.has(category));
    const key = JSON.stringify([of, isKnownMcc(mcc), lists.map((list) => list.has(mcc))]);
    if (!groups.has(key)) groups.set(key, { mcc, of });
  };
  for (const mcc of candidates) add(mcc);
  for (const isKnown of [true, false]) {
    const mcc = someCode((code) => isKnownMcc(code) === isKnown && !candidates.has(code));
    if (mcc !== undefined) add(mcc);
  }
  return [...groups.values()];
}

function someCode(holds: (code: string) => boolean): string | undefined {
  for (let number = 0; number < 10_000; number += 1) {
    const code = String(number).padStart(4, "0");
    if (holds(code)) return code;
  }
  return undefined;
}
