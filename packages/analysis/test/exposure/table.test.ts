import { exposure, replaySchedule, verifyDerivation } from "@spendrail/analysis";
import { parsePolicy } from "@spendrail/language";
import type { SpendingPolicy } from "@spendrail/model";
import { describe, expect, it } from "vitest";

/** A Wednesday noon. */
const NOON = "2026-06-17T12:00:00Z";
const MIDNIGHT = "2026-06-17T00:00:00Z";

/** Policy, horizon, start (absent: the worst), the most that can leave, why. */
const EXACT: [policy: string, horizon: string, start: string | undefined, most: string, why: string][] = [
  // Reset burst: the window of yesterday ends just after the period begins.
  ["max $50 per transaction; max $500 per day", "P1D", NOON, "1000", "500 before the reset and 500 after it"],
  ["max $50 per transaction; max $500 per day", "PT1H", NOON, "1000", "the same within an hour"],
  ["max $50 per transaction; max $500 per day", "P7D", NOON, "4000", "eight windows touch seven days"],
  ["max $50 per transaction; max $500 in any 24 hours", "P1D", NOON, "500", "a trailing window has no reset"],
  ["max $500 in any 24 hours", "PT25H", NOON, "1000", "a day later it is free again"],
  ["max $500 per calendar day", "P1D", NOON, "1000", "midnight burst"],
  ["max $500 per calendar day", "P1D", MIDNIGHT, "500", "from midnight to midnight"],
  ["max $500 per calendar day", "P1D", undefined, "1000", "the worst start is before midnight"],
  ["max $8,000 per calendar month", "P30D", "2026-06-01T00:00:00Z", "8000", "June has 30 days"],
  ["max $8,000 per calendar month", "P30D", "2026-01-31T12:00:00Z", "24000", "January, the whole of February, March"],
  ["max $2,000 in total", "P365D", NOON, "2000", "for ever is once"],
  ["under $500 in total", "P365D", NOON, "499.999999999999999999", "below is not at"],
  // Several rules: the tightest over the period wins.
  ["max $500 per day; max $2,000 per week", "P7D", NOON, "4000", "four days before the weekly reset, four after"],
  ["max $500 per day; max $2,000 in any 7 days", "P7D", NOON, "2000", "the week binds"],
  [
    "max $500 per calendar day; max $2,000 per calendar week",
    "P12D",
    NOON,
    "4500",
    "two weeks, and the Monday after them",
  ],
  ["max $500 per day; max $800 in total", "P30D", NOON, "800", "the total binds"],
  // Counts.
  ["max $50 per transaction; max 10 payments per calendar day", "P1D", MIDNIGHT, "500", "ten times fifty"],
  ["max $50 per transaction; max 10 payments per hour", "PT1H", NOON, "1000", "the count resets too"],
  ["max $30 per transaction; max 3 payments in total; max $70 per day", "P7D", NOON, "90", "three times thirty"],
  // Who is paid.
  [
    "only allow openai.com and aws.amazon.com; max $100 per calendar month at openai.com; max $40 per calendar month at aws.amazon.com",
    "P1D",
    NOON,
    "140",
    "each has its own limit",
  ],
  [
    "only allow openai.com and aws.amazon.com; max $100 in total per merchant",
    "P30D",
    NOON,
    "200",
    "two merchants, one budget each",
  ],
  [
    "max $500 in any 24 hours except groceries; max $80 in any 24 hours on groceries",
    "P1D",
    NOON,
    "580",
    "what one leaves out the other holds",
  ],
  // Time.
  ["max $100 per calendar hour; only on weekdays 09:00-12:00", "P1D", MIDNIGHT, "300", "three open hours"],
  ["block everything", "P30D", NOON, "0", "nothing leaves"],
];

/** As `EXACT`, without anyone who approves. */
const UNAPPROVED: [policy: string, horizon: string, without: string, with_: string][] = [
  ["require approval above $40; max $500 in any 24 hours", "P1D", "500", "500"],
  ["require approval above $40; max 5 payments in any 24 hours; max $100 per transaction", "P1D", "200", "500"],
  ["require approval above $200 per calendar month; max $500 in any 24 hours", "P1D", "200", "500"],
  ["require approval for every payment; max $500 in any 24 hours", "P1D", "0", "500"],
];

const UNBOUNDED: [policy: string, missing: RegExp][] = [
  ["max $50 per transaction", /limit on money per day, month or lifetime is missing/],
  ["max 10 payments per day", /a limit on money per transaction, or over time, is missing/],
  ["max $100 per day per merchant", /no limit to how many/],
  ["max $500 per day at openai.com", /payments over time/],
];

function policyOf(text: string): SpendingPolicy {
  const parsed = parsePolicy(text.replaceAll("; ", "\n"));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.policy;
}

function reportOf(policy: SpendingPolicy, horizon: string, start: string | undefined) {
  const report = exposure(policy, { horizon, ...(start === undefined ? {} : { start }) });
  if (!report.ok) throw new Error(JSON.stringify(report.issues));
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  return report;
}

describe("the most that can leave", () => {
  it.each(EXACT)("%s, over %s from %s: $%s, %s", (text, horizon, start, most) => {
    const policy = policyOf(text);
    const { withApproval: found } = reportOf(policy, horizon, start).total;
    expect(found).toMatchObject({ kind: "exact", lower: most, upper: most });
    if (found.kind === "unbounded") return;
    expect(replaySchedule(policy, found.schedule, true)).toEqual({ ok: true, total: most });
    expect(verifyDerivation(policy, found.derivation)).toEqual({ ok: true, upper: most });
  });

  it.each(UNAPPROVED)("%s, over %s: $%s without anyone who approves, $%s with", (text, horizon, without, with_) => {
    const { withoutApproval, withApproval } = reportOf(policyOf(text), horizon, NOON).total;
    expect(withoutApproval).toMatchObject({ kind: "exact", upper: without });
    expect(withApproval).toMatchObject({ kind: "exact", upper: with_ });
  });

  it.each(UNBOUNDED)("%s: unbounded", (text, message) => {
    const { total } = reportOf(policyOf(text), "P1D", NOON);
    expect(total.withApproval).toMatchObject({
      kind: "unbounded",
      missing: { message: expect.stringMatching(message) },
    });
  });
});
