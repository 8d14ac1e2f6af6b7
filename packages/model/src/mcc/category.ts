import { CATEGORIES } from "./category-table.js";

/** What people call a kind of merchant, and the merchant category codes it stands for. */
export interface Category {
  /** ISO 18245 codes (`"7995"`) and ranges, both ends included (`"3000-3350"`), sorted. */
  readonly mccs: readonly string[];
  /** English words for it, in lower case. A word belongs to one category only. */
  readonly words: readonly string[];
}

/** Categories by id (lower case, `_` between words). Callers may pass a larger one of their own. */
export type CategoryTable = Readonly<Record<string, Category>>;

/** A category table turned round: for each MCC the ids of its categories, sorted. */
export type CategoryIndex = ReadonlyMap<string, readonly string[]>;

/** The codes an entry of `Category.mccs` stands for: itself, or every code of the range. */
export function expandMccs(entry: string): string[] {
  const [first = "", last = first] = entry.split("-");
  const codes = [];
  for (let code = Number(first); code <= Number(last); code += 1) codes.push(String(code).padStart(4, "0"));
  return codes;
}

/** Turns a category table round, once, so that each later look-up costs the same whatever the table's size. */
export function indexCategories(table: CategoryTable): CategoryIndex {
  const index = new Map<string, string[]>();
  for (const id of Object.keys(table).sort()) {
    for (const mcc of new Set(table[id]?.mccs.flatMap(expandMccs))) {
      const ids = index.get(mcc);
      if (ids === undefined) index.set(mcc, [id]);
      else ids.push(id);
    }
  }
  return index;
}

/** The ids of the categories that an MCC belongs to, sorted; empty for an MCC of none. For many look-ups, index the table. */
export function categoriesOfMcc(mcc: string, table: CategoryTable = CATEGORIES): readonly string[] {
  return indexCategories(table).get(mcc) ?? [];
}
