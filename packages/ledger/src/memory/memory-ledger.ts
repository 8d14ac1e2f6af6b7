import { createLedger, type Ledger } from "../ledger.js";
import type { LedgerOptions } from "../service.js";
import { MemoryStore } from "./memory-store.js";

/** A ledger in the memory of this process, for tests and for processes that may forget. Nothing survives a restart. */
export function createMemoryLedger(options: LedgerOptions = {}): Ledger {
  return createLedger(new MemoryStore(), options);
}
