import { merchantMatches } from "@spendrail/model";
import { expect, test } from "vitest";

const ROWS: [pattern: string, id: string, matches: boolean][] = [
  ["openai.com", "openai.com", true],
  ["openai.com", "api.openai.com", false],
  ["openai.com", "myopenai.com", false],
  ["openai.com", "openai.com.evil.io", false],
  ["*.openai.com", "api.openai.com", true],
  ["*.openai.com", "eu.api.openai.com", true],
  ["*.openai.com", "openai.com", false],
  ["*.openai.com", "myopenai.com", false],
  ["*.openai.com", "api.openai.com.evil.io", false],
  ["*.openai.com", "acme .openai.com", false],
  ["*.openai.com", "*.openai.com", false],
  ["acme corp", "acme corp", true],
  ["acme corp", "acme", false],
];

test.each(ROWS)("%s, paid to %s: %s", (pattern, id, matches) => {
  expect(merchantMatches(pattern, id)).toBe(matches);
});
