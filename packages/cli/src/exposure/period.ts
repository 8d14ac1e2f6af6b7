import type { ExposureReport } from "@spendrail/analysis";

/** What can leave in one period, under the name that the horizon was asked by. */
export interface BoundedPeriod {
  readonly label: string;
  readonly report: Extract<ExposureReport, { ok: true }>;
}
