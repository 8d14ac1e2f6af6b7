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
  for (const { range } of parsed.diagnostics) expect(range.start <= range.end && range.end <= text.length).toBe(true);
  if (!parsed.ok) return parsed;
  expect(readPolicy(parsed.policy)).toEqual({ ok: true, policy: parsed.policy });
  const english = formatPolicy(parsed.policy);
  if (new TextEncoder().encode(english).length > LONGEST_TEXT_BYTES) return parsed;
  const again = parsePolicy(english);
  expect(again.ok && again.policy).toEqual(parsed.policy);
  return parsed;
}
