import { COUNTRY_CODES } from "@spendrail/model";
import { describe, expect, test } from "vitest";
import { COUNTRIES, countryName } from "../../src/vocabulary/countries.js";
import { COUNTRY_NAMES } from "../../src/vocabulary/country-names.js";
import { numberInWords } from "../../src/vocabulary/numbers.js";
import { ZONE_NAMES } from "../../src/vocabulary/zone-names.js";
import { ianaZone, zoneNamed } from "../../src/vocabulary/zones.js";

describe("numbers in words", () => {
  test.each([
    ["five hundred", 2, "500"],
    ["five hundred dollars", 2, "500"],
    ["zero", 1, "0"],
    ["ten purchases", 1, "10"],
    ["twenty-five", 1, "25"],
    ["twenty - five", 3, "25"],
    ["twenty five", 2, "25"],
    ["ninety", 1, "90"],
    ["a hundred", 2, "100"],
    ["an hour", 0, ""],
    ["a day", 0, ""],
    ["a thousand", 2, "1000"],
    ["twelve hundred", 2, "1200"],
    ["two hundred and five payments", 4, "205"],
    ["one thousand two hundred and fifty", 6, "1250"],
    ["one thousand and one", 4, "1001"],
    ["five hundred thousand", 3, "500000"],
    ["two million three hundred thousand and one dollars", 7, "2300001"],
    ["one million one thousand one hundred and one", 8, "1001101"],
    ["three trillion", 2, "3000000000000"],
    ["half a million", 3, "500000"],
    ["half a dollar", 0, ""],
    ["five and twenty", 1, "5"],
    ["one hundred and per day", 2, "100"],
    ["one thousand million", 2, "1000"],
    ["ten five", 1, "10"],
    ["twenty-ten", 0, ""],
    ["hundred", 0, ""],
    ["five hundred and a half", 2, "500"],
    ["", 0, ""],
  ])("%j takes %d words and is %j", (text, consumed, value) => {
    const expected = consumed === 0 ? undefined : { consumed, value };
    expect(numberInWords(text.split(" "))).toEqual(expected);
  });
});

describe("countries", () => {
  test.each([
    ["us", ["US"]],
    ["usa", ["US"]],
    ["united states", ["US"]],
    ["american", ["US"]],
    ["uk", ["GB"]],
    ["britain", ["GB"]],
    ["germany", ["DE"]],
    ["german", ["DE"]],
    ["netherlands", ["NL"]],
    ["ivory coast", ["CI"]],
    ["côte d'ivoire", ["CI"]],
    ["trinidad and tobago", ["TT"]],
    ["congo", undefined],
    ["in", undefined],
  ])("%s", (name, codes) => expect(COUNTRIES.get(name)).toEqual(codes));

  test("the European Union is the list of its members", () => expect(COUNTRIES.get("eu")).toHaveLength(27));

  test("every country of ISO 3166-1 has names, and no name stands for two of them", () => {
    expect(Object.keys(COUNTRY_NAMES)).toEqual(COUNTRY_CODES);
    const names = Object.values(COUNTRY_NAMES).flat();
    expect(new Set(names.map((name) => name.toLowerCase().replace(/^the /, ""))).size).toBe(names.length);
  });

  test("each country is found again under the name it is written with", () => {
    for (const code of Object.keys(COUNTRY_NAMES)) {
      expect(COUNTRIES.get(countryName(code).toLowerCase().replace(/^the /, ""))).toEqual([code]);
    }
  });
});

describe("time zones", () => {
  test.each([
    ["America/New_York", "America/New_York", false],
    ["ASIA/SINGAPORE", "Asia/Singapore", false],
    ["us/eastern", "US/Eastern", false],
    ["UTC", "UTC", false],
    ["gmt", "GMT", false],
    ["ET", "America/New_York", true],
    ["EST", "America/New_York", true],
    ["PDT", "America/Los_Angeles", true],
    ["Eastern time", "America/New_York", true],
    ["Pacific Standard Time", "America/Los_Angeles", true],
    ["Tokyo time", "Asia/Tokyo", true],
    ["New York", "America/New_York", true],
    ["San Francisco time", "America/Los_Angeles", true],
  ])("%s", (words, zone, assumed) => expect(zoneNamed(words)).toEqual({ zone, assumed }));

  test.each(["Mars/Olympus", "BST", "+01:00", "", "time", "west time", "Springfield time"])(
    "%j names no zone",
    (words) => expect(zoneNamed(words)).toBeUndefined(),
  );

  test("every name of the database is kept as it is", () => {
    for (const name of ZONE_NAMES) expect([name, undefined]).toContain(ianaZone(name));
    expect(ianaZone("est")).toBe("EST");
  });
});
