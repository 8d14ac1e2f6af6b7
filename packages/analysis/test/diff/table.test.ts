import { diffPolicies, isAtMostAsPermissive } from "@spendrail/analysis";
import { parsePolicy } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";
import { describe, expect, it } from "vitest";

/** Before, after, and what after is. */
const ROWS: [before: string, after: string, verdict: string][] = [
  ["max $50 per transaction", "max $50 per transaction", "equivalent"],
  ["max $50 per transaction", "max $60 per transaction", "looser"],
  ["max $50 per transaction", "max $40 per transaction", "tighter"],
  ["max $50 per transaction", "under $50 per transaction", "tighter"],
  ["max $50 per transaction; max $500 per day", "max $50 per transaction", "looser"],
  ["max $50 per transaction", "max $50 per transaction; max $80 per transaction", "equivalent"],
  ["max $500 per day", "max $500 in any 24 hours", "tighter"],
  ["max $500 per calendar day", "max $500 per day", "incomparable"],
  ["max $500 per calendar day", "max $500 per calendar month", "tighter"],
  ["max $500 per day", "max $300 per day", "tighter"],
  ["max $500 per day; max $50 per transaction", "max $300 per day; max $60 per transaction", "incomparable"],
  ["max $100 per day per merchant", "max $100 per day", "incomparable"],
  ["max $100 in any 24 hours per merchant", "max $100 in any 24 hours", "tighter"],
  ["max $100 in any 24 hours at openai.com", "max $100 in any 24 hours per merchant", "tighter"],
  ["block gambling", "block gambling and adult content", "tighter"],
  ["block gambling", "max $50 per transaction", "incomparable"],
  ["only allow openai.com", "only allow openai.com and aws.amazon.com", "looser"],
  ["only allow openai.com and aws.amazon.com", "only allow openai.com; block aws.amazon.com", "tighter"],
  ["only allow openai.com", "only allow openai.com; block aws.amazon.com", "equivalent"],
  ["require approval above $40", "require approval above $60", "looser"],
  ["require approval above $40", "max $40 per transaction", "tighter"],
  ["require approval above $40", "require 2 approvals above $40", "tighter"],
  ["require approval above $40", "require approval above $40 per day", "tighter"],
  ["max 10 payments per hour", "max 10 payments per day", "incomparable"],
  ["max 10 payments in any hour", "max 10 payments in any 24 hours", "tighter"],
  ["only on weekdays", "only on weekdays 09:00-17:00", "tighter"],
  ["max $50 per transaction on weekends", "max $50 per transaction", "tighter"],
  ["max $500 per day except groceries", "max $500 per day", "incomparable"],
  ["max $500 in any 24 hours except groceries", "max $500 in any 24 hours", "tighter"],
  ["drift max 0.5", "drift max 0.4", "tighter"],
  ["no duplicate payments within 10 minutes", "no duplicate payments within 1 hour", "tighter"],
  ["keep a balance of at least $100", "keep a balance of at least $200", "tighter"],
  ["valid until 2026-12-31", "valid until 2027-12-31", "looser"],
];

function policyOf(text: string): SpendingPolicy {
  const parsed = parsePolicy(text.replaceAll("; ", "\n"));
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.diagnostics)}`);
  return parsed.policy;
}

const REVERSED: Record<string, string> = { looser: "tighter", tighter: "looser" };

describe("how a policy changes", () => {
  it.each(ROWS)("%s -> %s: %s", (before, after, verdict) => {
    const [first, second] = [policyOf(before), policyOf(after)];
    const diff = diffPolicies(first, second);
    expect(diff).toMatchObject({ ok: true, verdict });
    expect(diffPolicies(second, first)).toMatchObject({ ok: true, verdict: REVERSED[verdict] ?? verdict });
    if (!diff.ok) return;
    expect(JSON.parse(JSON.stringify(diff))).toEqual(diff);
    const isNarrower = verdict === "equivalent" || verdict === "tighter";
    expect(isAtMostAsPermissive(second, first)).toMatchObject({ ok: true, answer: isNarrower ? "yes" : "no" });
  });
});
