import { type CategoryTable, canonicalMerchantPattern, type Issue, readPolicy, type Selector } from "@spendrail/model";

/** The keys of a selector whose ids a text can give verbatim, in quotes. */
export type IdKey = "merchants" | "categories" | "tokens" | "chains" | "recipients";

/** What a noun before quotes says that they hold: `token "WETH"`. */
const NOUNS: Readonly<Record<string, IdKey>> = {
  "merchant id": "merchants",
  category: "categories",
  token: "tokens",
  chain: "chains",
};

/** The key that a noun directly before quotes stands for; undefined for nouns that say nothing, such as "merchant". */
export function idKeyOf(noun: string): IdKey | undefined {
  const key = noun.toLowerCase().replace(/\s+/g, " ");
  return Object.hasOwn(NOUNS, key) ? NOUNS[key] : undefined;
}

/** A selector for the id alone, in canonical form; or what the model finds wrong with it. */
export function readQuotedId(key: IdKey, id: string, categories: CategoryTable): Selector | Issue {
  const what: Selector = { [key]: [folded(key, id)] };
  const reading = readPolicy({ version: 1, currency: "USD", rules: [{ kind: "block", what }] }, { categories });
  return reading.ok ? what : reading.issues[0];
}

function folded(key: IdKey, id: string): string {
  switch (key) {
    case "merchants": {
      const reading = canonicalMerchantPattern(id);
      return reading.ok ? reading.id : id;
    }
    case "tokens":
      return id.toUpperCase();
    case "categories":
    case "chains":
      return id.toLowerCase();
    case "recipients":
      return /^0x/i.test(id) ? id.toLowerCase() : id;
  }
}
