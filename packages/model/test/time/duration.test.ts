import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../src/index.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe("canonical durations", () => {
  it.each([
    ["PT1S", 1_000],
    ["PT30S", 30_000],
    ["PT90S", 90_000],
    ["PT1M", MINUTE_MS],
    ["PT15M", 15 * MINUTE_MS],
    ["PT90M", 90 * MINUTE_MS],
    ["PT6H", 6 * HOUR_MS],
    ["PT25H", 25 * HOUR_MS],
    ["P1D", DAY_MS],
    ["P7D", 7 * DAY_MS],
    ["P365D", 365 * DAY_MS],
  ])("%s is %d ms", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("text that is no canonical duration", () => {
  it.each([
    ["days as hours", "PT24H"],
    ["hours as minutes", "PT60M"],
    ["minutes as seconds", "PT120S"],
    ["a week", "P1W"],
    ["a month", "P1M"],
    ["a year", "P1Y"],
    ["a mix", "P1DT12H"],
    ["a leading zero", "P01D"],
    ["zero", "P0D"],
    ["zero seconds", "PT0S"],
    ["a fraction", "PT0.5H"],
    ["a sign", "-P1D"],
    ["a plus", "P+1D"],
    ["T without time", "P1DT"],
    ["only P", "P"],
    ["only PT", "PT"],
    ["hours before T", "P6H"],
    ["lower case", "p1d"],
    ["space", "P1D "],
    ["a line break", "P1D\n"],
    ["too large to count", "P999999999999999999D"],
    ["words", "1 day"],
    ["nothing", ""],
  ])("%s: %s", (_, text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

it("formatting and parsing give the same duration", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.constantFrom(1_000, MINUTE_MS, HOUR_MS, DAY_MS),
      (count, unitMs) => parseDuration(formatDuration(count * unitMs)) === count * unitMs,
    ),
  );
});

it.each([0, -1_000, 1, 1_500, Number.NaN, Number.POSITIVE_INFINITY])("%d ms has no canonical form", (ms) => {
  expect(() => formatDuration(ms)).toThrow(RangeError);
});
