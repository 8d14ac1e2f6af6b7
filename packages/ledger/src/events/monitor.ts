import { parseInstant } from "@spendrail/model";
import type { LedgerEvent } from "../records/event.js";

export interface MonitorOptions {
  /** The trailing time that is looked at, in milliseconds. */
  readonly windowMs: number;
  /** The share of decisions that were denials, 0 to 1, from which on the rate is high. */
  readonly denialRate: number;
  /** Fewer decisions than this in the window say nothing. Default: 10. */
  readonly atLeast?: number;
}

/** What the decisions of an account over the trailing window were. */
export interface DecisionRates {
  readonly decisions: number;
  readonly denials: number;
  /** `denials / decisions`; 0 without decisions. */
  readonly denialRate: number;
  /** Denials for too many payments (`velocity_limit_exceeded`). */
  readonly velocityHits: number;
}

/** An account's denial rate reached the threshold, coming from below it. */
export interface DenialRateHigh extends DecisionRates {
  readonly type: "denial_rate.high";
  readonly account: string;
  /** When the event that took it there was recorded. ISO 8601. */
  readonly at: string;
}

/** Watches a ledger's events. It keeps the window's decisions in memory, and reads no clock. */
export interface Monitor {
  /** Takes an event in; hand it to `Ledger.deliverEvents`. An event that came before changes nothing. */
  observe(event: LedgerEvent): readonly DenialRateHigh[];
  /** @param at ISO 8601; not before the last event */
  rates(account: string, at: string): DecisionRates;
}

interface Observed {
  readonly atMs: number;
  readonly isDenial: boolean;
  readonly isVelocityHit: boolean;
}

interface Watched {
  sequence: number;
  isHigh: boolean;
  decisions: Observed[];
}

export function createMonitor({ windowMs, denialRate, atLeast = 10 }: MonitorOptions): Monitor {
  const accounts = new Map<string, Watched>();
  const ratesAt = (watched: Watched | undefined, atMs: number): DecisionRates => {
    const inside = (watched?.decisions ?? []).filter((decision) => decision.atMs > atMs - windowMs);
    const denials = inside.filter(({ isDenial }) => isDenial).length;
    return {
      decisions: inside.length,
      denials,
      denialRate: inside.length === 0 ? 0 : denials / inside.length,
      velocityHits: inside.filter(({ isVelocityHit }) => isVelocityHit).length,
    };
  };
  return {
    observe(event) {
      const watched = accounts.get(event.account) ?? { sequence: 0, isHigh: false, decisions: [] };
      accounts.set(event.account, watched);
      if (event.sequence <= watched.sequence) return [];
      watched.sequence = event.sequence;
      const observed = observedIn(event);
      if (observed === undefined) return [];
      watched.decisions = [...watched.decisions.filter(({ atMs }) => atMs > observed.atMs - windowMs), observed];
      const rates = ratesAt(watched, observed.atMs);
      const isHigh = rates.decisions >= atLeast && rates.denialRate >= denialRate;
      const isNew = isHigh && !watched.isHigh;
      watched.isHigh = isHigh;
      return isNew ? [{ type: "denial_rate.high", account: event.account, at: event.recordedAt, ...rates }] : [];
    },
    rates: (account, at) => ratesAt(accounts.get(account), parseInstant(at) ?? Number.NaN),
  };
}

/** A decision on a payment; an approval after people were asked is not another one. */
function observedIn(event: LedgerEvent): Observed | undefined {
  const atMs = parseInstant(event.recordedAt) as number;
  switch (event.type) {
    case "payment.approved":
      return event.body.hold.approval === undefined ? { atMs, isDenial: false, isVelocityHit: false } : undefined;
    case "approval.requested":
      return { atMs, isDenial: false, isVelocityHit: false };
    case "payment.denied":
      return event.body.approval === undefined
        ? { atMs, isDenial: true, isVelocityHit: event.body.decision.code === "velocity_limit_exceeded" }
        : undefined;
    default:
      return undefined;
  }
}
