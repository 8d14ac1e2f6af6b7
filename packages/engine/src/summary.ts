import {
  type Amount,
  formatInstant,
  fromUnits,
  type Issue,
  type Per,
  parseInstant,
  type SpendingPolicy,
  toUnits,
} from "@spendrail/model";
import type { CapRule } from "./compile/cap.js";
import { inForce } from "./compile/compiled-rule.js";
import { partitionValue } from "./compile/selection.js";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.js";
import { type EvaluationContext, isCompiled } from "./evaluate.js";
import type { SpendHistory, Total } from "./facts.js";

/** One limit, or one budget of a limit that is split, at one instant. */
export interface LimitSummary {
  /** Index into `policy.rules`. */
  rule: number;
  /** Whether money (in the policy's currency) or payments are counted. */
  counts: "money" | "payments";
  per: Per;
  /** The merchant, category or recipient whose budget it is; absent where the limit is not split, or the spends state none. */
  partition?: string;
  limit: Amount;
  spent: Amount;
  /** Never below zero. */
  remaining: Amount;
  /** As `Figures.resetsAt`. */
  resetsAt?: string;
}

export type Summary = { ok: true; limits: LimitSummary[] } | { ok: false; issues: readonly Issue[] };

/**
 * What every limit and velocity rule in force has counted for an account, in source order; a split limit gives one entry
 * for each budget in which something is spent.
 *
 * @param at the instant, ISO 8601 with a zone
 * @returns `ok: false` with the issues of an invalid policy or instant, or of a history that cannot be counted in the
 * policy's currency. Never throws.
 */
export function summary(
  policy: SpendingPolicy | CompiledPolicy,
  account: string,
  { history, options, at }: Pick<EvaluationContext, "history" | "options"> & { at: string },
): Summary {
  const { rules, issues } = isCompiled(policy) ? policy : compilePolicy(policy, options);
  if (rules === undefined) return { ok: false, issues };
  const atMs = parseInstant(at);
  if (atMs === undefined) {
    const message = `"${at}" is not an ISO 8601 instant with a zone, such as 2026-12-31T00:00:00Z.`;
    return { ok: false, issues: [{ code: "malformed", path: "at", message }] };
  }
  try {
    const caps = [...rules.ofKind("limit"), ...rules.ofKind("velocity")].sort((a, b) => a.index - b.index);
    return {
      ok: true,
      limits: caps.filter((cap) => inForce(cap, atMs)).flatMap((cap) => summarize(cap, account, atMs, history)),
    };
  } catch (fault) {
    const message = `The history cannot be counted: ${fault instanceof Error ? fault.message : String(fault)}.`;
    return { ok: false, issues: [{ code: "malformed", path: "history", message }] };
  }
}

const NOTHING: Total = { money: 0n, amount: 0n, count: 0 };

function summarize(cap: CapRule, account: string, atMs: number, history: SpendHistory | undefined): LimitSummary[] {
  const { counting, index: rule } = cap;
  if (counting === undefined || history === undefined) return [summaryOf(cap, NOTHING)];
  const { selection, per, split } = counting;
  const span = counting.spanAt(atMs);
  const partitions = split === undefined ? [""] : [...history.partitions(account, selection)].sort();
  const totals = partitions.map((partition) => ({ rule, selection, partition, per, span }));
  const facts = history.facts({ account, atMs, totals });
  return facts.totals.map((total, position) => {
    const value = partitionValue(partitions[position] as string);
    return { ...summaryOf(cap, total), ...(value === undefined ? {} : { partition: value }) };
  });
}

function summaryOf({ rule, index }: CapRule, { money, count, resetsAtMs }: Total): LimitSummary {
  const limit = toUnits(String(rule.max));
  const spent = rule.kind === "limit" ? money : toUnits(String(count));
  return {
    rule: index,
    counts: rule.kind === "limit" ? "money" : "payments",
    per: rule.per,
    limit: fromUnits(limit),
    spent: fromUnits(spent),
    remaining: fromUnits(limit > spent ? limit - spent : 0n),
    ...(resetsAtMs === undefined ? {} : { resetsAt: formatInstant(resetsAtMs) }),
  };
}
