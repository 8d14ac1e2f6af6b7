import type { Window } from "@spendrail/model";
import { describe, expect, it } from "vitest";
import { decide } from "./situation.js";

interface WindowRow {
  title: string;
  window: Window;
  timeZone?: string;
  weekStartsOn?: "sunday";
  /** Spends of 60 each, under a limit of 100. */
  spends: string[];
  at: string;
  code: "ok" | "window_limit_exceeded";
  resetsAt?: string;
}

const P1D: Window = { type: "anchored", duration: "P1D" };
const ANY_24_HOURS: Window = { type: "sliding", duration: "P1D" };
const calendar = (unit: "hour" | "day" | "week" | "month" | "quarter" | "year"): Window => ({ type: "calendar", unit });

const ROWS: WindowRow[] = [
  {
    title: "anchored: opens at the first spend",
    window: P1D,
    spends: ["2026-03-02T18:00:00Z"],
    at: "2026-03-03T17:59:59.999Z",
    code: "window_limit_exceeded",
    resetsAt: "2026-03-03T18:00:00Z",
  },
  {
    title: "anchored: its end is outside",
    window: P1D,
    spends: ["2026-03-02T18:00:00Z"],
    at: "2026-03-03T18:00:00Z",
    code: "ok",
  },
  {
    title: "anchored: the first spend after the end opens the next",
    window: P1D,
    spends: ["2026-03-02T18:00:00Z", "2026-03-03T20:00:00Z"],
    at: "2026-03-04T19:59:59.999Z",
    code: "window_limit_exceeded",
    resetsAt: "2026-03-04T20:00:00Z",
  },
  {
    title: "anchored: twice the limit fits around a reset",
    window: P1D,
    spends: ["2026-03-02T18:00:00Z"],
    at: "2026-03-03T18:00:00Z",
    code: "ok",
  },
  {
    title: "sliding: a spend one millisecond inside",
    window: ANY_24_HOURS,
    spends: ["2026-03-02T18:00:00.001Z"],
    at: "2026-03-03T18:00:00Z",
    code: "window_limit_exceeded",
    resetsAt: "2026-03-03T18:00:00.001Z",
  },
  {
    title: "sliding: a spend exactly its length ago has left",
    window: ANY_24_HOURS,
    spends: ["2026-03-02T18:00:00Z"],
    at: "2026-03-03T18:00:00Z",
    code: "ok",
  },
  {
    title: "sliding: a spend at this very instant counts",
    window: ANY_24_HOURS,
    spends: ["2026-03-03T18:00:00Z"],
    at: "2026-03-03T18:00:00Z",
    code: "window_limit_exceeded",
    resetsAt: "2026-03-04T18:00:00Z",
  },
  {
    title: "sliding: a spend that lies ahead does not count",
    window: ANY_24_HOURS,
    spends: ["2026-03-03T18:00:00.001Z"],
    at: "2026-03-03T18:00:00Z",
    code: "ok",
  },
  {
    title: "calendar day: the last instant of the day",
    window: calendar("day"),
    spends: ["2026-03-02T00:00:00Z"],
    at: "2026-03-02T23:59:59.999Z",
    code: "window_limit_exceeded",
    resetsAt: "2026-03-03T00:00:00Z",
  },
  {
    title: "calendar day: midnight starts the next",
    window: calendar("day"),
    spends: ["2026-03-02T23:59:59.999Z"],
    at: "2026-03-03T00:00:00Z",
    code: "ok",
  },
  {
    title: "calendar day: by the policy's time zone",
    window: calendar("day"),
    timeZone: "America/New_York",
    spends: ["2026-03-02T23:00:00Z"],
    at: "2026-03-03T04:59:59Z",
    code: "window_limit_exceeded",
    resetsAt: "2026-03-03T05:00:00Z",
  },
  {
    title: "calendar day: 23 hours long when clocks go forward",
    window: calendar("day"),
    timeZone: "America/New_York",
    spends: ["2026-03-08T05:00:00Z"],
    at: "2026-03-09T03:59:59Z",
    code: "window_limit_exceeded",
    resetsAt: "2026-03-09T04:00:00Z",
  },
  {
    title: "calendar day: 25 hours long when clocks go back",
    window: calendar("day"),
    timeZone: "America/New_York",
    spends: ["2026-11-01T04:00:00Z"],
    at: "2026-11-02T04:59:59Z",
    code: "window_limit_exceeded",
    resetsAt: "2026-11-02T05:00:00Z",
  },
  {
    title: "calendar day: a midnight that does not exist is the first instant that does",
    window: calendar("day"),
    timeZone: "America/Santiago",
    spends: ["2026-09-06T03:59:59Z"],
    at: "2026-09-06T04:00:00Z",
    code: "ok",
  },
  {
    title: "calendar hour: the repeated hour is two",
    window: calendar("hour"),
    timeZone: "America/New_York",
    spends: ["2026-11-01T05:30:00Z"],
    at: "2026-11-01T06:30:00Z",
    code: "ok",
  },
  {
    title: "calendar week: starts on Monday",
    window: calendar("week"),
    spends: ["2026-03-01T23:59:59Z"],
    at: "2026-03-02T00:00:00Z",
    code: "ok",
  },
  {
    title: "calendar week: starts on Sunday where the policy says so",
    window: calendar("week"),
    weekStartsOn: "sunday",
    spends: ["2026-03-01T00:00:00Z"],
    at: "2026-03-07T23:59:59Z",
    code: "window_limit_exceeded",
    resetsAt: "2026-03-08T00:00:00Z",
  },
  {
    title: "calendar month: a leap February",
    window: calendar("month"),
    spends: ["2028-02-01T00:00:00Z"],
    at: "2028-02-29T23:59:59Z",
    code: "window_limit_exceeded",
    resetsAt: "2028-03-01T00:00:00Z",
  },
  {
    title: "calendar quarter",
    window: calendar("quarter"),
    spends: ["2026-01-01T00:00:00Z"],
    at: "2026-03-31T23:59:59Z",
    code: "window_limit_exceeded",
    resetsAt: "2026-04-01T00:00:00Z",
  },
  {
    title: "calendar year",
    window: calendar("year"),
    spends: ["2026-01-01T00:00:00Z"],
    at: "2026-12-31T23:59:59Z",
    code: "window_limit_exceeded",
    resetsAt: "2027-01-01T00:00:00Z",
  },
];

describe("a limit of 100 over a window, with spends of 60", () => {
  it.each(ROWS)("$title", ({ window, timeZone, weekStartsOn, spends, at, code, resetsAt }) => {
    const decision = decide({
      rules: [{ kind: "limit", per: window, max: "100" }],
      policy: { ...(timeZone && { timeZone }), ...(weekStartsOn && { weekStartsOn }) },
      spends: spends.map((instant) => ({ amount: "60", at: instant })),
      payment: { amount: "60", at },
    });
    expect(decision.code).toBe(code);
    expect(decision.figures?.resetsAt).toBe(resetsAt);
  });
});
