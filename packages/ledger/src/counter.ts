import {
  type CompiledPolicy,
  compilePolicy,
  type EngineOptions,
  type Selection,
  type Span,
  steadiness,
} from "@spendrail/engine";
import { calendarWindow, type Payment, type Per, parseDuration, type SpendingPolicy } from "@spendrail/model";
import { sha256Hex } from "./records/chain.js";

/**
 * A running sum that an account keeps: which spends, over which window. It holds the rule that asked for it, so that any
 * process can tell what a spend adds.
 */
export interface Counter {
  /** Equal for counters that count the same spends over the same window. */
  readonly id: string;
  /** A policy of that one rule. */
  readonly policy: SpendingPolicy;
  readonly options: EngineOptions;
  /** Names its sums in the store: another name each time an account begins to keep it. */
  readonly row: string;
}

/** A counter prepared for counting. */
export interface CompiledCounter {
  readonly id: string;
  readonly row: string;
  readonly selection: Selection;
  readonly policy: CompiledPolicy;
  spanAt(atMs: number): Span;
  /** When it begins or ends to count payments like this one, or counts them in another window; infinity: never. */
  changesMs(payment: Payment): number;
}

/** A counter that no account keeps yet. */
export type NewCounter = Omit<Counter, "row">;

/** The counter of each counting rule, by the rule's index. */
export function countersOf(compiled: CompiledPolicy): ReadonlyMap<number, NewCounter> {
  const { rules } = compiled;
  const counters = new Map<number, NewCounter>();
  if (rules === undefined) return counters;
  for (const { index, rule, counting } of rules.all) {
    if (counting === undefined) continue;
    const { per, selection } = counting;
    const { currency, timeZone, weekStartsOn } = rules.policy;
    const settings = {
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(weekStartsOn === undefined ? {} : { weekStartsOn }),
    };
    const window = per !== "lifetime" && per.type === "calendar" ? [per, settings] : [per];
    const { rates, tokens, categories } = rules.options;
    counters.set(index, {
      id: sha256Hex(JSON.stringify([selection.key, ...window])).slice(0, 32),
      policy: { version: 1, currency, ...settings, rules: [rule] },
      options: {
        ...(rates === undefined ? {} : { rates }),
        ...(tokens === undefined ? {} : { tokens }),
        ...(categories === undefined ? {} : { categories }),
      },
    });
  }
  return counters;
}

/** Throws when the counter's rule does not count, which none written by `countersOf` does. */
export function compileCounter(counter: Counter): CompiledCounter {
  const policy = compilePolicy(counter.policy, counter.options);
  const counting = policy.rules?.all[0]?.counting;
  if (counting === undefined) throw new Error(`the counter ${counter.id} counts nothing`);
  const { timeZone = "UTC", weekStartsOn = "monday" } = counter.policy;
  return {
    id: counter.id,
    row: counter.row,
    selection: counting.selection,
    policy,
    spanAt: (atMs) => spanAt(counting.per, atMs, timeZone, weekStartsOn),
    changesMs(payment) {
      const totals = policy.needs(payment).totals.map(() => ({ money: 0n, amount: 0n, count: 0 }));
      return steadiness(policy, payment, { totals })?.untilMs ?? Number.NEGATIVE_INFINITY;
    },
  };
}

type CalendarSettings = Required<Pick<SpendingPolicy, "timeZone" | "weekStartsOn">>;

function spanAt(
  per: Exclude<Per, "transaction">,
  atMs: number,
  timeZone: CalendarSettings["timeZone"],
  weekStartsOn: CalendarSettings["weekStartsOn"],
): Span {
  if (per === "lifetime") return { type: "lifetime" };
  if (per.type === "calendar") return { type: "calendar", ...calendarWindow(per.unit, atMs, timeZone, weekStartsOn) };
  const durationMs = parseDuration(per.duration);
  if (durationMs === undefined) throw new Error(`the duration ${per.duration} is not canonical`);
  return { type: per.type, durationMs };
}
