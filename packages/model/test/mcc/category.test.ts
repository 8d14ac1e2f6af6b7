import {
  CATEGORIES,
  type CategoryTable,
  categoriesOfMcc,
  expandMccs,
  indexCategories,
  isKnownMcc,
} from "@spendrail/model";
import { describe, expect, test } from "vitest";

const ROWS: [mcc: string, categories: string[]][] = [
  ["7995", ["gambling"]],
  ["9754", ["gambling"]],
  ["5967", ["adult"]],
  ["5715", ["alcohol"]],
  ["3000", ["airlines", "travel"]],
  ["3350", ["airlines", "travel"]],
  ["3351", ["car_rental", "travel"]],
  ["3500", ["car_rental", "travel"]],
  ["3501", ["hotels", "travel"]],
  ["3999", ["hotels", "travel"]],
  ["4511", ["airlines", "travel"]],
  ["4111", ["transport", "travel"]],
  ["5816", ["digital_goods", "games"]],
  ["7372", ["cloud", "saas", "software"]],
  ["7374", ["cloud"]],
  ["0742", []],
  ["0000", []],
];

describe("the categories of an MCC", () => {
  test.each(ROWS)("%s: %j", (mcc, categories) => {
    expect(categoriesOfMcc(mcc)).toEqual(categories);
  });

  test("a caller's own table", () => {
    const table: CategoryTable = {
      vets: { mccs: ["0742"], words: ["vets"] },
      animals: { mccs: ["0740-0743", "0742"], words: ["animals"] },
    };
    expect(categoriesOfMcc("0742", table)).toEqual(["animals", "vets"]);
    const index = indexCategories(table);
    expect(["0739", "0740", "0743", "0744"].map((mcc) => index.get(mcc))).toEqual([[], ["animals"], ["animals"], []]);
  });

  test("a range stands for each of its codes", () => {
    expect(expandMccs("7995")).toEqual(["7995"]);
    expect(expandMccs("0098-0101")).toEqual(["0098", "0099", "0100", "0101"]);
  });
});

describe("the category table", () => {
  const entries = Object.entries(CATEGORIES);

  test.each(entries)(
    "%s has known codes, sorted and without duplicates, and its words in lower case",
    (id, category) => {
      const { mccs, words } = category;
      expect(id).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
      expect(mccs).toEqual([...new Set(mccs)].sort());
      expect(mccs.flatMap(expandMccs).filter((mcc) => !isKnownMcc(mcc))).toEqual([]);
      expect(new Set(mccs.flatMap(expandMccs)).size).toBe(mccs.flatMap(expandMccs).length);
      expect(words.length).toBeGreaterThan(0);
      for (const word of words) expect(word).toMatch(/^[a-z]+(?:[ -][a-z]+)*$/);
    },
  );

  test("no word belongs to two categories", () => {
    const words = entries.flatMap(([, { words }]) => words);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });
});
