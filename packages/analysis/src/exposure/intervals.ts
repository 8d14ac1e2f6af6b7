/** Instants in epoch milliseconds, half-open: `[startMs, endMs)`. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** In order of time, apart from one another, none empty. */
export type Intervals = readonly Interval[];

/** The intervals in order, those that touch or overlap as one. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const { startMs, endMs } of [...intervals].sort((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last !== undefined && startMs <= last.endMs) {
      merged[merged.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, endMs) };
    } else merged.push({ startMs, endMs });
  }
  return merged;
}

/** What of the intervals is within another. */
export function within(intervals: Intervals, { startMs, endMs }: Interval): Interval[] {
  return intervals
    .map((one) => ({ startMs: Math.max(one.startMs, startMs), endMs: Math.min(one.endMs, endMs) }))
    .filter((one) => one.startMs < one.endMs);
}

/** The first interval that reaches beyond an instant, from that instant on; `undefined` when none does. */
export function from(intervals: Intervals, atMs: number): Interval | undefined {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((intervals[middle] as Interval).endMs > atMs) high = middle;
    else low = middle + 1;
  }
  const found = intervals[low];
  return found === undefined ? undefined : { startMs: Math.max(found.startMs, atMs), endMs: found.endMs };
}
