import { describe, expect, it } from "vitest";
import { canonicalTimeZone, isTimeZone } from "../../src/index.js";

describe("time zone names", () => {
  it.each([
    ["UTC", true],
    ["Europe/Berlin", true],
    ["America/Argentina/Buenos_Aires", true],
    ["Asia/Kolkata", true],
    ["Asia/Calcutta", true],
    ["US/Eastern", true],
    ["Etc/GMT+5", true],
    ["europe/berlin", true],
    ["+01:00", false],
    ["-05", false],
    ["GMT+5", false],
    ["UTC+1", false],
    ["Europe/Atlantis", false],
    ["Europe/", false],
    [" UTC", false],
    ["", false],
    ["__proto__", false],
    ["constructor", false],
    ["EST", true],
    ["BST", false],
    ["IST", false],
  ])("%s: %s", (name, expected) => {
    expect(isTimeZone(name)).toBe(expected);
  });

  it.each([
    ["europe/berlin", "Europe/Berlin"],
    ["AMERICA/NEW_YORK", "America/New_York"],
    ["utc", "UTC"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["US/Eastern", "US/Eastern"],
    ["nowhere", "nowhere"],
  ])("%s is written %s", (name, expected) => {
    expect(canonicalTimeZone(name)).toBe(expected);
  });
});
