import { COUNTRY_NAMES } from "./country-names.js";

/** The member states of the European Union since 1 February 2020, as ISO 3166-1 alpha-2 codes in order. */
const EUROPEAN_UNION: readonly string[] = [
  ..."AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
];

const withoutArticle = (name: string): string => name.replace(/^the /, "");

/**
 * ISO 3166-1 alpha-2 codes, sorted, for each name of a country or a group of them: lower case, straight apostrophes, one
 * space between words, without a leading "the". Adjectives are among them ("german"). Codes by themselves are not, but for
 * the ones people write as a name ("us", "uk", "uae"): `isCountryCode` knows those.
 */
export const COUNTRIES: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.entries(COUNTRY_NAMES).flatMap(([code, names]) =>
    names.map((name): [string, readonly string[]] => [withoutArticle(name.toLowerCase()), [code]]),
  ),
  ...["eu", "e.u.", "european union"].map((name): [string, readonly string[]] => [name, EUROPEAN_UNION]),
]);

/** Whether a text is an ISO 3166-1 alpha-2 code in upper case. Many are English words in lower case ("in", "it", "no"). */
export function isCountryCode(text: string): boolean {
  return Object.hasOwn(COUNTRY_NAMES, text);
}

/** The English name of a country, with its article where it has one: "Germany", "the Netherlands". Unknown codes as given. */
export function countryName(code: string): string {
  return COUNTRY_NAMES[code]?.[0] ?? code;
}
