import { parsePolicy } from "@spendrail/language";
import { expect, test } from "vitest";

test.each([
  ["Block merchants in St. Lucia.", "LC"],
  ["Block merchants in St Lucia.", "LC"],
  ["Block merchants in St. Kitts and Nevis. Max $5 per day.", "KN"],
])("%s", (text, country) => {
  const parsed = parsePolicy(text);
  expect(parsed.ok && parsed.policy.rules[0]).toEqual({ kind: "block", what: { countries: [country] } });
});
