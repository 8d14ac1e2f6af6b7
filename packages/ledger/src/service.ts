import { type CompiledPolicy, compilePolicy, type EngineOptions } from "@spendrail/engine";
import type { SpendingPolicy } from "@spendrail/model";
import { TermsCache } from "./account/terms-cache.js";
import type { LedgerStore } from "./store.js";

/** What a ledger is told when it is made. */
export interface LedgerOptions {
  /** The time, in epoch milliseconds. Default: the system's clock. */
  readonly clock?: () => number;
  /** Tokens, categories and the rest for the policies that `setPolicy` put in force. The same in every process. */
  readonly engine?: Omit<EngineOptions, "rates">;
  /**
   * What one unit of each currency is worth in the currency of a policy, as decimal strings by the policy's currency and then the
   * other: `{ EUR: { USD: "0.9" }, JPY: { USD: "150", EUR: "166" } }`. The same in every process. Where
   * they change, what was spent is counted anew at the rates of now.
   */
  readonly rates?: Readonly<Record<string, NonNullable<EngineOptions["rates"]>>>;
  /** How long a hold lasts that nobody settles, in milliseconds. Default: 7 days. */
  readonly holdMs?: number;
  /** How long a payment waits for approval, in milliseconds. Default: 24 hours. */
  readonly approvalMs?: number;
  /**
   * How far a payment's `at` may lie ahead of the clock, in milliseconds: the most that clocks of different machines may
   * differ. A payment further ahead is denied `payment_invalid`. Default: 60 seconds.
   */
  readonly aheadMs?: number;
  /**
   * How far a payment's `at` may lie behind the clock when it is authorised first, in milliseconds: clocks that differ, and the time
   * for which a caller goes on trying. Whoever may date payments back further can spend the budgets of days that are over. A
   * payment further behind is denied `payment_invalid`. Default: 5 minutes.
   */
  readonly behindMs?: number;
}

/** A store, the settings, and what is remembered of accounts between calls. */
export interface Service {
  readonly store: LedgerStore;
  readonly clock: () => number;
  /** Prepares a policy with the ledger's options; what is wrong with it makes it deny everything. */
  readonly compile: (policy: SpendingPolicy) => CompiledPolicy;
  readonly holdMs: number;
  readonly approvalMs: number;
  readonly aheadMs: number;
  readonly behindMs: number;
  readonly cache: TermsCache;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export function createService(store: LedgerStore, options: LedgerOptions): Service {
  const { engine = {}, rates = {} } = options;
  const compile = (policy: SpendingPolicy) => {
    const compiled = compilePolicy(policy, engine);
    const { currency = "" } = compiled.policy ?? {};
    const own = Object.hasOwn(rates, currency) ? rates[currency] : undefined;
    return own === undefined ? compiled : compilePolicy(policy, { ...engine, rates: own });
  };
  return {
    store,
    // Whole milliseconds, whatever the clock tells.
    clock: () => Math.floor((options.clock ?? Date.now)()),
    compile,
    holdMs: options.holdMs ?? 7 * DAY_MS,
    approvalMs: options.approvalMs ?? DAY_MS,
    aheadMs: options.aheadMs ?? MINUTE_MS,
    behindMs: options.behindMs ?? 5 * MINUTE_MS,
    cache: new TermsCache(compile),
  };
}

/** How often a step is tried again when others changed the same accounts meanwhile. */
export const MOST_TRIES = 64;
