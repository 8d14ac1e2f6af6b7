import type { SpendHistory } from "@spendrail/engine";
import { createLedger } from "../create-ledger.js";
import type { Ledger } from "../ledger.js";
import type { LedgerOptions } from "../service.js";
import { MemoryStore } from "./memory-store.js";
import { spendHistoryOf } from "./spend-history.js";

/** A ledger in memory, and a history for `evaluate`, `headroom` and `summary`: held spends count as captured ones do. */
export type MemoryLedger = Ledger & SpendHistory;

/** A ledger in the memory of this process, for tests and for processes that may forget. Nothing survives a restart. */
export function createMemoryLedger(options: LedgerOptions = {}): MemoryLedger {
  const store = new MemoryStore();
  return { ...createLedger(store, options), ...spendHistoryOf(store) };
}
