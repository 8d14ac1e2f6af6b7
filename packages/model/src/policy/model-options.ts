import type { CategoryTable } from "../mcc/category.js";

/** What a caller adds to the tables that policies are read with. */
export interface ModelOptions {
  /** Categories beside the built-in ones; an entry with the id of a built-in one stands in its place. */
  readonly categories?: CategoryTable;
}
