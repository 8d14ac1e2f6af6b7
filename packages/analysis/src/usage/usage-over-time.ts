import { type CompiledPolicy, compilePolicy, createMemoryHistory, type LimitSummary, summary } from "@spendrail/engine";
import {
  type Amount,
  formatInstant,
  type Issue,
  type Payment,
  parseInstant,
  type SpendingPolicy,
} from "@spendrail/model";

/** How much of a limit, or of one budget of it, was used when. Plain data. */
export interface LimitUsage {
  /** Index into `policy.rules`. */
  rule: number;
  /** The merchant, category or recipient whose budget it is. */
  partition?: string;
  limit: Amount;
  /** In order of time; what is used holds until the next point. */
  points: UsagePoint[];
}

export interface UsagePoint {
  at: string;
  /** Money in the policy's currency, or payments; of the spends made until then. */
  used: Amount;
  /** When it falls next if nothing else is spent. Absent: never. */
  resetsAt?: string;
}

export type Usage = { ok: true; limits: LimitUsage[] } | { ok: false; issues: readonly Issue[] };

/**
 * The use of every limit over time that a history makes of it: after each spend, at each reset in between, and at the
 * instants asked for. Figures are those of the evaluator's own totals.
 *
 * @param spends of one account, in any order
 * @param instants ISO 8601 with a zone: further instants to look at, such as before the first spend and "now"
 * @returns the limits and velocity rules that count over time; `ok: false` with the issues of an invalid policy, spend or
 * instant. Never throws.
 */
export function usageOverTime(
  policy: SpendingPolicy | CompiledPolicy,
  spends: readonly Payment[],
  instants: readonly string[] = [],
): Usage {
  const compiled = "decide" in policy ? policy : compilePolicy(policy);
  if (compiled.policy === undefined) return { ok: false, issues: compiled.issues };
  const stops = [...spends.map((spend) => stopOf(spend.at, spend)), ...instants.map((at) => stopOf(at))];
  const bad = stops.findIndex(({ atMs }) => Number.isNaN(atMs));
  if (bad >= 0) return { ok: false, issues: [notAnInstant(bad, spends.length)] };
  stops.sort((a, b) => a.atMs - b.atMs);
  const usages = new Map<string, LimitUsage>();
  try {
    for (const { atMs, limits } of walk(compiled, stops)) for (const limit of limits) add(usages, limit, atMs);
  } catch (fault) {
    if (fault instanceof UnreadableSpend) return { ok: false, issues: fault.issues };
    throw fault;
  }
  return { ok: true, limits: [...usages.values()] };
}

interface Stop {
  readonly atMs: number;
  readonly spend?: Payment;
}

class UnreadableSpend extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues[0]?.message);
    this.issues = issues;
  }
}

function stopOf(at: string, spend?: Payment): Stop {
  return { atMs: parseInstant(at) ?? Number.NaN, ...(spend === undefined ? {} : { spend }) };
}

function notAnInstant(index: number, spends: number): Issue {
  const path = index < spends ? `spends[${index}].at` : `instants[${index - spends}]`;
  return {
    code: "malformed",
    path,
    message: "This is not an ISO 8601 instant with a zone, such as 2026-12-31T00:00:00Z.",
  };
}

function* walk(compiled: CompiledPolicy, stops: readonly Stop[]) {
  const history = createMemoryHistory();
  const account = stops.find(({ spend }) => spend !== undefined)?.spend?.account ?? "";
  const limitsAt = (atMs: number): readonly LimitSummary[] => {
    const result = summary(compiled, account, { history, at: formatInstant(atMs) });
    if (!result.ok) throw new UnreadableSpend(result.issues);
    return result.limits.filter(({ per }) => per !== "transaction");
  };
  for (const [index, { atMs, spend }] of stops.entries()) {
    if (spend !== undefined) {
      const recording = history.record(spend);
      if (!recording.ok) throw new UnreadableSpend(recording.issues);
    }
    const untilMs = stops[index + 1]?.atMs ?? atMs;
    for (let nextMs: number | undefined = atMs; nextMs !== undefined; ) {
      const limits = limitsAt(nextMs);
      yield { atMs: nextMs, limits };
      nextMs = firstReset(limits, nextMs, untilMs);
    }
  }
}

function firstReset(limits: readonly LimitSummary[], afterMs: number, beforeMs: number): number | undefined {
  const resets = limits.flatMap(({ resetsAt }) => (resetsAt === undefined ? [] : [parseInstant(resetsAt) as number]));
  const due = resets.filter((resetMs) => afterMs < resetMs && resetMs < beforeMs);
  return due.length === 0 ? undefined : Math.min(...due);
}

function add(
  usages: Map<string, LimitUsage>,
  { limit, partition, resetsAt, rule, spent }: LimitSummary,
  atMs: number,
): void {
  const key = `${rule} ${partition ?? ""}`;
  const known = usages.get(key);
  const usage = known ?? { rule, ...(partition === undefined ? {} : { partition }), limit, points: [] };
  if (known === undefined) usages.set(key, usage);
  usage.points.push({ at: formatInstant(atMs), used: spent, ...(resetsAt === undefined ? {} : { resetsAt }) });
}
