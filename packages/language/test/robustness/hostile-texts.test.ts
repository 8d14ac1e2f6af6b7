import { expect, test } from "vitest";
import { parsePolicy } from "../../src/index.js";
import { expectPolicyOrErrors } from "./accepted.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";

const LONGEST = 65_536;

test.each(Object.entries(HOSTILE_TEXTS))("%s, 64 KiB of it: a policy or errors", (_, textOf) => {
  const parsed = expectPolicyOrErrors(textOf(LONGEST));
  expect(parsed.diagnostics.map(({ code }) => code)).not.toContain("input_too_long");
});

test.each([
  ["one byte more", "a".repeat(LONGEST + 1)],
  ["a million separators", ";".repeat(1_000_000)],
  ["characters of three bytes", "€".repeat(LONGEST / 3 + 1)],
])("%s than 64 KiB is refused, whatever it says", (_, text) => {
  expect(parsePolicy(text).diagnostics.map(({ code }) => code)).toEqual(["input_too_long"]);
});
