import { isDeepStrictEqual } from "node:util";
import { readPolicy } from "@spendrail/model";
import { expect } from "vitest";
import { formatPolicy, type ParseResult, parsePolicy } from "../../src/index.js";

const LONGEST_TEXT_BYTES = 65_536;

/**
 * Parses a text and expects one of the two: errors, or a valid policy that its own English gives back. (The English of a
 * long text can be longer than a text may be.)
 */
export function expectPolicyOrErrors(text: string): ParseResult {
  const parsed = parsePolicy(text);
  const hasErrors = parsed.diagnostics.some(({ severity }) => severity === "error");
  expect(hasErrors).toBe(!parsed.ok);
  const outside = parsed.diagnostics.filter(({ range }) => range.start > range.end || range.end > text.length);
  expect(outside).toEqual([]);
  if (!parsed.ok) return parsed;
  expectSame(readPolicy(parsed.policy), { ok: true, policy: parsed.policy });
  const english = formatPolicy(parsed.policy);
  if (new TextEncoder().encode(english).length > LONGEST_TEXT_BYTES) return parsed;
  const again = parsePolicy(english);
  expectSame(again.ok && again.policy, parsed.policy);
  return parsed;
}

/** Thousands of rules are compared at once; only what differs is worth the time of saying how. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}
