import { isKnownMcc, merchantCategoryName } from "@spendrail/model";
import { describe, expect, test } from "vitest";
import { MCC_CODES, MCC_NAMES } from "../../src/mcc/mcc-table.generated.js";

const ROWS: [mcc: string, name: string | undefined][] = [
  ["0742", "Veterinary Services"],
  ["0743", "Wine Producers"],
  ["4511", "Airlines and Air Carriers (Not Elsewhere Classified)"],
  ["4816", "Computer Network Services"],
  ["5262", "Marketplaces"],
  ["5411", "Grocery Stores, Supermarkets"],
  ["5552", "Electric Vehicle Charging"],
  ["5723", "Gun and Ammunition Shops"],
  ["5734", "Computer Software Stores"],
  ["6011", "Financial Institutions – Automated Cash Disbursements"],
  ["9406", "Government-Owned Lotteries (Outside the United States)"],

  // Single companies, and the numbers between them that nobody has.
  ["3000", "UNITED AIRLINES"],
  ["3012", "QANTAS"],
  ["3349", "Airlines"],
  ["3350", "Airlines"],
  ["3351", "AFFILIATED AUTO RENTAL"],
  ["3500", "Car Rental"],
  ["3501", "HOLIDAY INNS, HOLIDAY INN EXPRESS"],
  ["3999", "Hotels and Motels"],

  ["0000", undefined],
  ["1234", undefined],
  ["2999", undefined],
  ["4000", undefined],
  ["742", undefined],
  ["54111", undefined],
  ["5411 ", undefined],
  ["５４１１", undefined],
  ["", undefined],
];

describe("the table of merchant category codes", () => {
  test.each(ROWS)("%s: %s", (mcc, name) => {
    expect(merchantCategoryName(mcc)).toBe(name);
    expect(isKnownMcc(mcc)).toBe(name !== undefined);
  });

  test("of all numbers, those that are known have a name and no other has", () => {
    for (let number = 0; number <= 9999; number += 1) {
      const mcc = String(number).padStart(4, "0");
      expect(isKnownMcc(mcc), mcc).toBe(merchantCategoryName(mcc) !== undefined);
    }
  });

  test("codes are sorted, without duplicates; names are tidy", () => {
    const codes = MCC_NAMES.map(([code]) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(MCC_CODES.split(" ")).toEqual(codes.filter((code) => !code.startsWith("3")));
    for (const [, name] of MCC_NAMES) expect(name).toMatch(/^[A-Z]\S*(?: \S+)*$/);
  });
});
