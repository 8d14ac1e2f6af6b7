import { canonicalMerchantPattern, isPublicSuffix, KNOWN_MERCHANTS } from "@spendrail/model";
import { expect, test } from "vitest";

const entries = Object.entries(KNOWN_MERCHANTS);

test.each(entries)("%s is a canonical host and has a name", (host, names) => {
  expect(canonicalMerchantPattern(host)).toEqual({ ok: true, id: host, host: true });
  expect(isPublicSuffix(host)).toBe(false);
  expect(names.length).toBeGreaterThan(0);
});

test("no name means two merchants", () => {
  const names = entries.flatMap(([, names]) => names.map((name) => name.toLowerCase()));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
