import { parsePolicy } from "@spendrail/language";
import { describe, expect, test } from "vitest";

/** A Wednesday: 15:30 in UTC, half past midnight of Thursday in Tokyo. */
const REFERENCE = "2026-03-11T15:30:00Z";

const tokyo = (text: string): string => `Time zone is Asia/Tokyo. ${text}`;

describe("relative dates count from the reference instant, in the policy's zone", () => {
  test.each([
    ["Valid for 30 days. Max $5 per day.", "2026-04-10T15:30:00Z"],
    ["Valid for the next 2 weeks. Max $5 per day.", "2026-03-25T15:30:00Z"],
    [tokyo("Valid for 24 hours. Max $5 per day."), "2026-03-12T15:30:00Z"],
    ["Valid until tomorrow. Max $5 per day.", "2026-03-13T00:00:00Z"],
    [tokyo("Valid until tomorrow. Max $5 per day."), "2026-03-13T15:00:00Z"],
    ["Valid until today. Max $5 per day.", "2026-03-12T00:00:00Z"],
    ["Valid until next Friday. Max $5 per day.", "2026-03-14T00:00:00Z"],
    ["Valid until next Wednesday. Max $5 per day.", "2026-03-19T00:00:00Z"],
    [tokyo("Valid until next Wednesday. Max $5 per day."), "2026-03-18T15:00:00Z"],
    ["Valid until the end of the month. Max $5 per day.", "2026-04-01T00:00:00Z"],
    ["Valid until end of year. Max $5 per day.", "2027-01-01T00:00:00Z"],
    ["Valid until 31 December. Max $5 per day.", "2027-01-01T00:00:00Z"],
    ["Valid until March 11. Max $5 per day.", "2026-03-12T00:00:00Z"],
    [tokyo("Valid until March 11. Max $5 per day."), "2027-03-11T15:00:00Z"],
    ["Valid before March 10. Max $5 per day.", "2027-03-10T00:00:00Z"],
    ["Valid until 29 Feb. Max $5 per day.", "2028-03-01T00:00:00Z"],
  ])("%s", (text, validUntil) => {
    const parsed = parsePolicy(text, { reference: REFERENCE });
    expect(parsed.ok && parsed.policy.validUntil).toBe(validUntil);
    expect(parsePolicy(text).diagnostics.map(({ code }) => code)).toEqual(["date_relative"]);
  });

  test("a rule's own validity too", () => {
    const parsed = parsePolicy("Max $5 per day until tomorrow.", { reference: REFERENCE });
    expect(parsed.ok && parsed.policy.rules).toEqual([
      { kind: "limit", per: { type: "anchored", duration: "P1D" }, max: "5", validUntil: "2026-03-13T00:00:00Z" },
    ]);
  });

  test.each(["", "soon", "2026-03-11", "2026-03-11T15:30:00"])(
    "reference %j is no instant and helps nobody",
    (reference) => {
      const { diagnostics } = parsePolicy("Max $5 per day until tomorrow.", { reference });
      expect(diagnostics.map(({ code }) => code)).toEqual(["date_relative"]);
    },
  );

  test("31 February is no date in any year", () => {
    const { ok } = parsePolicy("Valid until 31 February. Max $5 per day.", { reference: REFERENCE });
    expect(ok).toBe(false);
  });
});
