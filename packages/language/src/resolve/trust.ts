import type { LimitBody, Per } from "@spendrail/model";
import type { TrustLevel } from "./settings.js";

const WINDOWS: readonly Per[] = [
  "transaction",
  { type: "anchored", duration: "P1D" },
  { type: "anchored", duration: "P7D" },
  { type: "anchored", duration: "P30D" },
  "lifetime",
];

const MAXIMA: Readonly<Record<TrustLevel, readonly string[]>> = {
  low: ["50", "100", "500", "1000", "5000"],
  medium: ["500", "1000", "5000", "10000", "50000"],
  high: ["5000", "10000", "50000", "100000", "500000"],
  unlimited: [],
};

/** The limits that a trust level stands for, in the policy's currency. */
export function trustLimits(level: TrustLevel): LimitBody[] {
  return MAXIMA[level].map((max, index) => ({ kind: "limit", per: WINDOWS[index] as Per, max }));
}
