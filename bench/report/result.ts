/** One number of a run: what is measured, and the bar it has to meet where there is one. */
export interface Result {
  /** `evaluate A / floor+trace`, `engine without parser`. */
  readonly name: string;
  /** Ratios are what can be compared between machines; the rest tells how large things are. */
  readonly unit: "ratio" | "ns" | "bytes" | "ms" | "per second";
  readonly value: number;
  /** The middle half of the rounds lies between these. */
  readonly from?: number;
  readonly to?: number;
  /** What the value may be at most, or has to be at least. */
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One line of a chart: how cost grows with the size of something. */
export interface Growth {
  readonly name: string;
  /** Of the horizontal axis, such as `rules in the policy`. */
  readonly size: string;
  readonly points: readonly { readonly size: number; readonly ns: number }[];
}

/** What one scenario found. */
export interface Findings {
  readonly results: readonly Result[];
  readonly growth?: readonly Growth[];
  /** What a reader has to know to read the results right. */
  readonly notes?: readonly string[];
}

export function meets({ value, atMost, atLeast }: Result): boolean {
  return (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);
}

export function hasBar({ atMost, atLeast }: Result): boolean {
  return atMost !== undefined || atLeast !== undefined;
}
