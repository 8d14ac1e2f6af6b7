import type { EngineOptions } from "@spendrail/engine";
import type { Amount, Duration, Issue, Payment } from "@spendrail/model";
import type { Derivation } from "./derivation.js";
import type { AttackSchedule } from "./schedule.js";

/** What `exposure` is asked. */
export interface ExposureRequest {
  /** How long the period lasts: exact elapsed time in canonical form, `P1D`, `PT6H`; at most `P3660D`. */
  horizon: Duration;
  /**
   * When the period begins: an ISO 8601 instant with a zone, inclusive. Absent: the worst of the instants just before one
   * of the policy's calendar windows ends or its schedules open, next after the policy becomes valid.
   */
  start?: string;
  /**
   * Payments that were authorised before the period and whose money leaves in it: open holds. They are of one account,
   * and none is later than the start. Their money comes on top, and uses up lifetime limits.
   */
  inFlight?: readonly Payment[];
  /** Money at hand when the period begins, in the policy's currency; nothing is added to it later. Absent: not known. */
  balance?: Amount;
  /** Those of the evaluator. */
  options?: EngineOptions;
}

/**
 * The most that can leave. Amounts are in the policy's currency.
 *
 * - `exact`: `schedule` takes out `lower`, and `derivation` proves that nothing takes out more.
 * - `interval`: the truth is between the two.
 * - `unbounded`: no rule caps it; `schedule` only shows how it begins.
 */
export type Exposure =
  | { kind: "exact" | "interval"; lower: Amount; upper: Amount; schedule: AttackSchedule; derivation: Derivation }
  | { kind: "unbounded"; lower: Amount; schedule: AttackSchedule; missing: MissingRule };

/** Why nothing bounds the exposure. */
export interface MissingRule {
  /** One sentence: which rule there would have to be. */
  message: string;
  /** Facts of a payment that no rule over time caps. */
  facts: Partial<Payment>;
}

/** What can have left when a part of the period is over. */
export interface CurvePoint {
  /** The instant, inclusive. */
  at: string;
  /** Taken out by the schedule until then. */
  lower: Amount;
  /** The most that anything can have taken out until then; absent: unbounded. */
  upper?: Amount;
}

/** Exposure with and without people. Without approval rules in the policy the two are the same. */
export interface Exposures {
  /** Nobody approves anything: what leaves without a human. */
  withoutApproval: Exposure;
  /** People approve whatever they are asked to. */
  withApproval: Exposure;
}

export type ExposureReport =
  | {
      ok: true;
      currency: string;
      /** `[from, until)`. */
      period: { from: string; until: string };
      total: Exposures;
      /**
       * For each single one of `merchants`, which no rule tells apart; a pattern stands for all that it matches together.
       * No `merchants`: any single one that the policy does not name. Empty where the policy asks for no merchant.
       */
      merchants: ({ merchants: string[] } & Exposures)[];
      /** One for each category that the policy names. */
      categories: ({ category: string } & Exposures)[];
      /** For plotting: in order of time, the last point is the end of the period. */
      curve: { withoutApproval: CurvePoint[]; withApproval: CurvePoint[] };
      /** What the figures take for granted, one English sentence each. */
      assumptions: string[];
    }
  | { ok: false; issues: Issue[] };
