import type { PolicyCase } from "@spendrail/analysis";
import type { Payment } from "@spendrail/model";

export const TABS = ["meaning", "json", "payment", "timeline", "exposure", "compare", "tests"] as const;
export type Tab = (typeof TABS)[number];

/** Everything that a link carries. */
export interface State {
  text: string;
  /** The text to compare with. */
  other: string;
  tab: Tab;
  payment: Payment;
  history: Payment[];
  /** Empty: not known. */
  balance: string;
  /** The instant of the timeline, ISO 8601. */
  now: string;
  /** ISO 8601 duration. */
  horizon: string;
  cases: PolicyCase[];
}
