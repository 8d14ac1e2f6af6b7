export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function sorted(values: Iterable<number>): number[] {
  return Array.from(values).sort((a, b) => a - b);
}

export function median(values: Iterable<number>): number {
  const inOrder = sorted(values);
  const middle = inOrder.length / 2;
  return inOrder.length % 2 === 1 ? quantile(inOrder, 0.5) : (inOrder[middle - 1]! + inOrder[middle]!) / 2;
}

/** A ratio over many rounds: its median, and between which values the middle half of the rounds lies. */
export interface Ratio {
  readonly median: number;
  readonly from: number;
  readonly to: number;
}

/** The ratios of the same rounds: what disturbs the machine disturbs both sides of one round alike. */
export function ratioOf(above: readonly number[], below: readonly number[]): Ratio {
  const ratios = sorted(above.map((value, round) => value / below[round]!));
  return { median: median(ratios), from: quantile(ratios, 0.25), to: quantile(ratios, 0.75) };
}
