import { calendarWindow, type Per, parseDuration, type SpendingPolicy } from "@spendrail/model";
import type { CompiledRules } from "./compile/compile.js";
import { type CompiledRule, selects } from "./compile/compiled-rule.js";
import { partitionsOf } from "./compile/selection.js";
import type { Subject } from "./compile/subject.js";
import type { Needs, Span, TotalQuery } from "./facts.js";

/** The facts that judging a payment takes; also of rules in force only at other times, which a remedy asks about. */
export function needsOf(rules: CompiledRules, subject: Subject): Needs {
  const { account, merchant } = subject.payment;
  const totals = rules.all.flatMap((rule) => queriesOf(rule, rules.policy, subject));
  return { account, atMs: subject.atMs, ...(merchant === undefined ? {} : { merchant }), totals };
}

function queriesOf(compiled: CompiledRule, policy: SpendingPolicy, subject: Subject): TotalQuery[] {
  const { counting, index } = compiled;
  if (counting === undefined || !maySelect(compiled, subject)) return [];
  const { per, split, selection } = counting;
  const span = spanOf(per, subject.atMs, policy);
  return partitionsOf(split, subject).map((partition) => ({ rule: index, selection, partition, per, span }));
}

/** Whether the rule selects the payment if its merchant is known to the account, or if it is new. */
function maySelect(rule: CompiledRule, subject: Subject): boolean {
  return selects(rule, subject, true) === "yes" || selects(rule, subject, false) === "yes";
}

/** A window at one instant. */
export function spanOf(per: Exclude<Per, "transaction">, atMs: number, policy: SpendingPolicy): Span {
  if (per === "lifetime") return { type: "lifetime" };
  if (per.type === "calendar") {
    const { timeZone = "UTC", weekStartsOn = "monday" } = policy;
    return { type: "calendar", ...calendarWindow(per.unit, atMs, timeZone, weekStartsOn) };
  }
  const durationMs = parseDuration(per.duration);
  if (durationMs === undefined) throw new Error(`the duration ${per.duration} is not canonical`);
  return { type: per.type, durationMs };
}
