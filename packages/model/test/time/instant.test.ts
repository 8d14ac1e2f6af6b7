import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInstant, parseInstant } from "../../src/index.js";

describe("instants that are understood", () => {
  it.each([
    ["2026-12-31T00:00:00Z", "2026-12-31T00:00:00Z"],
    ["2026-12-31T00:00Z", "2026-12-31T00:00:00Z"],
    ["2026-12-31T23:30:00+01:00", "2026-12-31T22:30:00Z"],
    ["2026-12-31T23:30:00-05:30", "2027-01-01T05:00:00Z"],
    ["2026-12-31T23:30:00-00:00", "2026-12-31T23:30:00Z"],
    ["2026-01-01T00:00:00.25Z", "2026-01-01T00:00:00.250Z"],
    ["2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00Z"],
    ["2026-01-01T00:00:00.9999999999999999999999Z", "2026-01-01T00:00:00.999Z"],
    ["2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"],
    ["2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
    ["0099-03-01T00:00:00Z", "0099-03-01T00:00:00Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
    ["1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z"],
  ])("%s is %s", (text, canonical) => {
    const ms = parseInstant(text);
    expect(ms === undefined ? undefined : formatInstant(ms)).toBe(canonical);
  });
});

describe("text that is no instant", () => {
  it.each([
    ["no time", "2026-12-31"],
    ["no zone", "2026-12-31T00:00:00"],
    ["no minutes", "2026-12-31T00Z"],
    ["no day", "2026-12T00:00:00Z"],
    ["30 February", "2026-02-30T00:00:00Z"],
    ["29 February of a common year", "2026-02-29T00:00:00Z"],
    ["29 February 1900", "1900-02-29T00:00:00Z"],
    ["31 April", "2026-04-31T00:00:00Z"],
    ["month 0", "2026-00-10T00:00:00Z"],
    ["month 13", "2026-13-10T00:00:00Z"],
    ["day 0", "2026-01-00T00:00:00Z"],
    ["hour 24", "2026-12-31T24:00:00Z"],
    ["minute 60", "2026-12-31T23:60:00Z"],
    ["a leap second", "2016-12-31T23:59:60Z"],
    ["year 0", "0000-01-01T00:00:00Z"],
    ["year 0 in UTC", "0001-01-01T00:00:00+00:01"],
    ["year 10000 in UTC", "9999-12-31T23:59:59-00:01"],
    ["a five-digit year", "12026-01-01T00:00:00Z"],
    ["a signed year", "+002026-01-01T00:00:00Z"],
    ["zone hours of 24", "2026-01-01T00:00:00+24:00"],
    ["zone minutes of 60", "2026-01-01T00:00:00+01:60"],
    ["zone without colon", "2026-01-01T00:00:00+0100"],
    ["zone hours only", "2026-01-01T00:00:00+01"],
    ["a zone name", "2026-01-01T00:00:00[Europe/Berlin]"],
    ["lower-case letters", "2026-01-01t00:00:00z"],
    ["a space for T", "2026-01-01 00:00:00Z"],
    ["space around it", " 2026-01-01T00:00:00Z"],
    ["a line break after it", "2026-01-01T00:00:00Z\n"],
    ["a point without digits", "2026-01-01T00:00:00.Z"],
    ["a comma", "2026-01-01T00:00:00,5Z"],
    ["a fraction of minutes", "2026-01-01T00:00.5Z"],
    ["an ordinal date", "2026-001T00:00:00Z"],
    ["a week date", "2026-W01-1T00:00:00Z"],
    ["the basic form", "20260101T000000Z"],
    ["other digits", "２０２６-01-01T00:00:00Z"],
    ["nothing", ""],
  ])("%s: %s", (_, text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

const instant = fc.integer({ min: Date.parse("0001-01-01T00:00:00Z"), max: Date.parse("9999-12-31T23:59:59.999Z") });

describe("laws", () => {
  it("formatting and parsing give the same instant", () => {
    fc.assert(fc.property(instant, (ms) => parseInstant(formatInstant(ms)) === ms));
  });

  it("every day of the calendar is where Date has it", () => {
    const day = fc.integer({ min: -719_162, max: 2_932_896 });
    fc.assert(
      fc.property(day, (day) => parseInstant(new Date(day * 86_400_000).toISOString()) === day * 86_400_000),
      {
        numRuns: 10_000,
      },
    );
  });

  it("an offset moves the instant by exactly itself", () => {
    const offset = fc.integer({ min: -1439, max: 1439 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), offset, (ms, minutes) => {
        const wall = formatInstant(ms).slice(0, -1);
        const pad = (value: number) => String(value).padStart(2, "0");
        const size = Math.abs(minutes);
        const zone = `${minutes < 0 ? "-" : "+"}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
        expect(parseInstant(wall + zone)).toBe(ms - minutes * 60_000);
      }),
    );
  });

  it("any text is an instant or undefined", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ms = parseInstant(text);
        return ms === undefined || Number.isSafeInteger(ms);
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -62_135_596_800_001, 253_402_300_800_000])(
    "%d ms has no canonical form",
    (ms) => {
      expect(() => formatInstant(ms)).toThrow(RangeError);
    },
  );
});
