import { parsePolicy } from "@spendrail/language";
import { describe, expect, test } from "vitest";

describe("two statements that set one key differently name both places", () => {
  test.each([
    ["Currency is EUR. Currency is CAD. Max 5 per day.", "Currency is CAD", "Currency is EUR"],
    ["All amounts in euros. Max €5 per day. Currency is GBP.", "Currency is GBP", "All amounts in euros"],
    ["Time zone is UTC. Time zone is Europe/Berlin.", "Europe/Berlin", "UTC"],
    ["Time zone is Europe/Berlin. Only 9am-5pm (Asia/Tokyo).", "(Asia/Tokyo)", "Europe/Berlin"],
    ["Only 9am-5pm EST. No payments after 6pm PST.", "PST", "EST"],
    ["Weeks start on Monday. Weeks start on Sunday.", "Weeks start on Sunday", "Weeks start on Monday"],
    ["Low trust. High trust.", "High trust", "Low trust"],
    ["Valid until 2026-12-31. Valid until 2027-12-31.", "Valid until 2027-12-31", "Valid until 2026-12-31"],
  ])("%s", (text, here, there) => {
    const { ok, diagnostics } = parsePolicy(text);
    const [conflict, ...others] = diagnostics.filter(({ code }) => code === "setting_conflict");
    expect(ok).toBe(false);
    expect(others).toEqual([]);
    expect(conflict && text.slice(conflict.range.start, conflict.range.end)).toBe(here);
    expect(conflict?.related?.map(({ start, end }) => text.slice(start, end))).toEqual([there]);
  });

  test.each([
    "Currency is EUR. All amounts in euros. Max €5 per day.",
    "Time zone is Europe/Berlin. Only 9am-5pm (Europe/Berlin).",
    "Valid from 2026-01-01. Valid until 2026-12-31.",
    "Weeks start on Monday. Weeks start on Monday.",
  ])("%s says the same twice", (text) => {
    expect(parsePolicy(text).ok).toBe(true);
  });
});
