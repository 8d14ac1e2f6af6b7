import { usageOverTime } from "@spendrail/analysis";
import type { CompiledPolicy } from "@spendrail/engine";
import { formatRule } from "@spendrail/language";
import { formatInstant, fromUnits, type Payment, parseInstant, toUnits } from "@spendrail/model";
import type { LimitLine } from "./api.js";

/** What is shown before the first spend and after the last. */
const MARGIN_MS = 6 * 3_600_000;

/** The use of every limit over the days of a history, and at one instant. */
export function timeline(compiled: CompiledPolicy, spends: readonly Payment[], at: string): LimitLine[] {
  const { policy } = compiled;
  const times = spends.flatMap((spend) => parseInstant(spend.at) ?? []);
  const nowMs = parseInstant(at);
  if (policy === undefined || nowMs === undefined || times.length === 0) return [];
  const margins = [Math.min(...times) - MARGIN_MS, Math.max(...times) + MARGIN_MS];
  const usage = usageOverTime(
    compiled,
    spends.map((spend) => ({ ...spend, account: "agent" })),
    [...margins.map((ms) => formatInstant(ms)), at],
  );
  if (!usage.ok) return [];
  return usage.limits.map(({ limit, partition, points, rule }) => {
    const sentence = formatRule(policy.rules[rule]!, policy);
    const now = points.findLast((point) => (parseInstant(point.at) as number) <= nowMs);
    const used = now?.used ?? "0";
    const left = toUnits(limit) - toUnits(used);
    return {
      label: partition === undefined ? sentence : `${sentence} (${partition})`,
      max: Number(limit),
      points: points.map((point) => [parseInstant(point.at) as number, Number(point.used)]),
      used,
      limit,
      remaining: fromUnits(left > 0n ? left : 0n),
      ...(now?.resetsAt === undefined ? {} : { resetsAt: now.resetsAt }),
    };
  });
}
