import { exposure, replaySchedule, verifyDerivation } from "@spendrail/analysis";
import { parsePolicy } from "@spendrail/language";
import { describe, expect, it } from "vitest";

const start = "2026-06-17T12:00:00Z";

const ROWS: [policy: string, horizon: string, start: string | undefined, most: string][] = [
  ["max $50 per transaction; max $500 per day", "P1D", start, "1000"],
  ["max $50 per transaction; max $500 in any 24 hours", "P1D", start, "500"],
  ["max $500 per calendar day", "P1D", start, "1000"],
];

describe("the most that can leave", () => {
  it.each(ROWS)("%s, over %s from %s: %s", (text, horizon, from, most) => {
    const parsed = parsePolicy(text.replaceAll("; ", "\n"));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
    const { policy } = parsed;
    const report = exposure(policy, { horizon, ...(from === undefined ? {} : { start: from }) });
    if (!report.ok) throw new Error(JSON.stringify(report.issues));
    const found = report.total.withApproval;
    expect(found).toMatchObject({ kind: "exact", lower: most, upper: most });
    expect(replaySchedule(policy, found.schedule, true)).toEqual({ ok: true, total: most });
    if (found.kind !== "unbounded")
      expect(verifyDerivation(policy, found.derivation)).toEqual({ ok: true, upper: most });
  });
});
