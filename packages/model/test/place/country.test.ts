import { COUNTRY_CODES, EU_MEMBERS, isCountry } from "@spendrail/model";
import { describe, expect, test } from "vitest";

const ROWS: [code: string, country: boolean][] = [
  ["US", true],
  ["GB", true],
  ["DE", true],
  ["TW", true],
  ["AQ", true],
  ["SS", true],
  ["UK", false],
  ["EU", false],
  ["XK", false],
  ["AN", false],
  ["us", false],
  ["USA", false],
  ["", false],
];

describe("countries", () => {
  test.each(ROWS)("%s: %s", (code, country) => {
    expect(isCountry(code)).toBe(country);
  });

  test("are the 249 of ISO 3166-1, sorted, each with an English name", () => {
    expect(COUNTRY_CODES).toHaveLength(249);
    expect(COUNTRY_CODES).toEqual([...new Set(COUNTRY_CODES)].sort());
    const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    expect(COUNTRY_CODES.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  test("27 of them are members of the European Union", () => {
    expect(EU_MEMBERS).toHaveLength(27);
    expect(EU_MEMBERS).toEqual([...new Set(EU_MEMBERS)].sort());
    expect(EU_MEMBERS.every(isCountry)).toBe(true);
  });
});
