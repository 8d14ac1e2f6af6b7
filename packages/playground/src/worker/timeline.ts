import { type CompiledPolicy, createMemoryHistory, type LimitSummary, summary } from "@spendrail/engine";
import { formatRule } from "@spendrail/language";
import { formatInstant, type Payment, parseInstant } from "@spendrail/model";
import type { LimitLine } from "./api.js";

const ACCOUNT = "agent";
/** What is shown before the first spend and after the last. */
const MARGIN_MS = 6 * 3_600_000;

/** The use of every limit over the days of a history, from the evaluator's own running totals. */
export function timeline(compiled: CompiledPolicy, spends: readonly Payment[], at: string): LimitLine[] {
  const { policy } = compiled;
  const nowMs = parseInstant(at);
  const timed = inOrder(spends);
  const [first, last] = [timed[0]?.atMs, timed.at(-1)?.atMs];
  if (policy === undefined || nowMs === undefined || first === undefined || last === undefined) return [];
  const lines = new Map<string, LimitLine>();
  for (const { atMs, limits } of uses(compiled, timed, [first - MARGIN_MS, nowMs, last + MARGIN_MS])) {
    for (const limit of limits) {
      const key = `${limit.rule} ${limit.partition ?? ""}`;
      const line = lines.get(key) ?? lineOf(limit, formatRule(policy.rules[limit.rule]!, policy));
      lines.set(key, line);
      line.points.push([atMs, Number(limit.spent)]);
      if (atMs <= nowMs) Object.assign(line, figuresOf(limit));
    }
  }
  return [...lines.values()];
}

interface TimedSpend {
  readonly spend: Payment;
  readonly atMs: number;
}

function inOrder(spends: readonly Payment[]): TimedSpend[] {
  return spends
    .flatMap((spend) => {
      const atMs = parseInstant(spend.at);
      return atMs === undefined ? [] : [{ spend: { ...spend, account: ACCOUNT }, atMs }];
    })
    .sort((a, b) => a.atMs - b.atMs);
}

/** What is used at some instants, after each spend, and at each reset in between: of the spends made until then. */
function* uses(compiled: CompiledPolicy, spends: readonly TimedSpend[], instants: readonly number[]) {
  const history = createMemoryHistory();
  const limitsAt = (atMs: number): readonly LimitSummary[] => {
    const result = summary(compiled, ACCOUNT, { history, at: formatInstant(atMs) });
    return result.ok ? result.limits.filter(({ per }) => per !== "transaction") : [];
  };
  const stops = [...spends, ...instants.map((atMs) => ({ atMs, spend: undefined }))].sort((a, b) => a.atMs - b.atMs);
  for (const [index, { atMs, spend }] of stops.entries()) {
    if (spend !== undefined) history.record(spend);
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

function lineOf(limit: LimitSummary, sentence: string): LimitLine {
  const label = limit.partition === undefined ? sentence : `${sentence} (${limit.partition})`;
  return { label, max: Number(limit.limit), points: [], ...figuresOf(limit) };
}

function figuresOf({ limit, remaining, resetsAt, spent }: LimitSummary) {
  return { used: spent, limit, remaining, ...(resetsAt === undefined ? {} : { resetsAt }) };
}
