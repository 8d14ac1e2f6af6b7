import type { Range, TotalRange } from "@spendrail/engine";
import type { TotalKey } from "./store.js";

interface Ranged {
  readonly total: TotalKey;
  readonly range: TotalRange;
}

/** One text for each total, equal for equal keys. */
export function totalId({ account, counter, partition, span }: TotalKey): string {
  return JSON.stringify([account, counter, partition, span.type === "calendar" ? span.startMs : null]);
}

/** One range for each total: what all the ranges given for it have in common. */
export function intersect(ranges: readonly Ranged[]): Ranged[] {
  const byId = new Map<string, Ranged>();
  for (const { total, range } of ranges) {
    const id = totalId(total);
    const other = byId.get(id)?.range ?? {};
    const money = common(range.money, other.money);
    const amount = common(range.amount, other.amount);
    const count = common(range.count, other.count);
    byId.set(id, {
      total,
      range: {
        ...(money === undefined ? {} : { money }),
        ...(amount === undefined ? {} : { amount }),
        ...(count === undefined ? {} : { count }),
      },
    });
  }
  return [...byId.values()];
}

function common<Value extends bigint | number>(
  a: Range<Value> | undefined,
  b: Range<Value> | undefined,
): Range<Value> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const min = a.min === undefined || (b.min !== undefined && b.min > a.min) ? b.min : a.min;
  const max = a.max === undefined || (b.max !== undefined && b.max < a.max) ? b.max : a.max;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
