import { calendarWindow, parseDuration, type Rule, type SpendingPolicy, type Window } from "@spendrail/model";

/** The finest step that instants of policies have. */
export const SECOND_MS = 1_000;

/** Longer than the windows that people write. */
export const LONG_AGO_MS = 3_000 * 24 * 3_600_000;

/** The window over which a rule counts; `undefined` for rules that look at one payment alone or at all there ever were. */
export function windowOf(rule: Rule): Window | undefined {
  if (rule.kind === "duplicate") return { type: "sliding", duration: rule.within };
  return "per" in rule && rule.kind !== "alert" && typeof rule.per === "object" ? rule.per : undefined;
}

/** Instants before `nowMs` at which a spend just counts in the window, or just does not. */
export function edgesBefore(window: Window, nowMs: number, policy: SpendingPolicy): number[] {
  if (window.type === "calendar") {
    const { startMs } = calendarWindow(window.unit, nowMs, policy.timeZone ?? "UTC", policy.weekStartsOn ?? "monday");
    return [startMs, startMs - SECOND_MS];
  }
  const openedMs = nowMs - (parseDuration(window.duration) as number);
  return [openedMs + SECOND_MS, openedMs, openedMs - SECOND_MS];
}
