import { CATEGORY_MCCS, type CategoryMccs } from "./category-mccs.js";

/** What people call a kind of merchant, and the merchant category codes it stands for. */
export interface Category {
  /** ISO 18245 codes (`"7995"`) and ranges, both ends included (`"3000-3350"`), sorted. */
  readonly mccs: readonly string[];
  /** English words for it, in lower case. A word belongs to one category only. */
  readonly words: readonly string[];
}

/** Categories by id (lower case, `_` between words). Callers may pass a larger one of their own. */
export type CategoryTable = Readonly<Record<string, Category>>;

/** A category table turned round. */
export interface CategoryIndex {
  /** The ids of the categories that an MCC belongs to, sorted; empty for an MCC of none. */
  get(mcc: string): readonly string[];
}

/** The codes an entry of `Category.mccs` stands for: itself, or every code of the range. */
export function expandMccs(entry: string): string[] {
  const { first, last } = rangeOf(entry);
  const codes = [];
  for (let code = first; code <= last; code += 1) codes.push(String(code).padStart(4, "0"));
  return codes;
}

/** Turns a category table round. A look-up then passes over its codes and ranges, of which there are few. */
export function indexCategories(table: CategoryMccs): CategoryIndex {
  const ranges = Object.keys(table)
    .sort()
    .flatMap((id) => (table[id]?.mccs ?? []).map((entry) => ({ id, ...rangeOf(entry) })));
  return {
    get(mcc) {
      const code = Number(mcc);
      const ids = ranges.filter(({ first, last }) => first <= code && code <= last).map(({ id }) => id);
      return ids.filter((id, position) => id !== ids[position - 1]);
    },
  };
}

function rangeOf(entry: string): { first: number; last: number } {
  const [first = "", last = first] = entry.split("-");
  return { first: Number(first), last: Number(last) };
}

/** The ids of the categories that an MCC belongs to, sorted; empty for an MCC of none. For many look-ups, index the table. */
export function categoriesOfMcc(mcc: string, table: CategoryMccs = CATEGORY_MCCS): readonly string[] {
  return indexCategories(table).get(mcc);
}
