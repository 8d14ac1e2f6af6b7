import type { EngineOptions } from "@spendrail/engine";
import { TermsCache } from "./account/terms-cache.js";
import type { LedgerStore } from "./store.js";

/** What a ledger is told when it is made. */
export interface LedgerOptions {
  /** The time, in epoch milliseconds. Default: the system's clock. */
  readonly clock?: () => number;
  /** Rates, tokens and categories for the policies that `setPolicy` put in force. The same in every process. */
  readonly engine?: EngineOptions;
  /** How long a hold lasts that nobody settles, in milliseconds. Default: 7 days. */
  readonly holdMs?: number;
  /** How long a payment waits for approval, in milliseconds. Default: 24 hours. */
  readonly approvalMs?: number;
  /**
   * How far a payment's `at` may lie ahead of the clock, in milliseconds: the most that clocks of different machines may
   * differ. A payment further ahead is denied `payment_invalid`. Default: 60 seconds.
   */
  readonly aheadMs?: number;
}

/** A store, the settings, and what is remembered of accounts between calls. */
export interface Service {
  readonly store: LedgerStore;
  readonly clock: () => number;
  readonly engine: EngineOptions;
  readonly holdMs: number;
  readonly approvalMs: number;
  readonly aheadMs: number;
  readonly cache: TermsCache;
}

const DAY_MS = 86_400_000;

export function createService(store: LedgerStore, options: LedgerOptions): Service {
  const engine = options.engine ?? {};
  return {
    store,
    clock: options.clock ?? (() => Date.now()),
    engine,
    holdMs: options.holdMs ?? 7 * DAY_MS,
    approvalMs: options.approvalMs ?? DAY_MS,
    aheadMs: options.aheadMs ?? 60_000,
    cache: new TermsCache(engine),
  };
}

/** How often a step is tried again when others changed the same accounts meanwhile. */
export const MOST_TRIES = 64;
