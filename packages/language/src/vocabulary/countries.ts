import { EU_MEMBERS } from "@spendrail/model";
import { COUNTRY_NAMES } from "./country-names.js";

const EUROPEAN_UNION = ["eu", "e.u.", "european union"];

const withoutArticle = (name: string): string => name.replace(/^the /, "");

/**
 * ISO 3166-1 alpha-2 codes, sorted, for each name of a country or a group of them: lower case, straight apostrophes, one
 * space between words, without a leading "the". Adjectives are among them ("german"). Codes by themselves are not, but for
 * the ones people write as a name ("us", "uk", "uae"), because many are English words in lower case ("in", "it", "no").
 */
export const COUNTRIES: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.entries(COUNTRY_NAMES).flatMap(([code, names]) =>
    names.map((name): [string, readonly string[]] => [withoutArticle(name.toLowerCase()), [code]]),
  ),
  ...EUROPEAN_UNION.map((name): [string, readonly string[]] => [name, EU_MEMBERS]),
]);

/** The English name of a country, with its article where it has one: "Germany", "the Netherlands". Unknown codes as given. */
export function countryName(code: string): string {
  return COUNTRY_NAMES[code]?.[0] ?? code;
}
