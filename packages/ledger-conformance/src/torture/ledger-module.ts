import { setTimeout as pass } from "node:timers/promises";
import type { Answer, LedgerStore } from "@spendrail/ledger";

/** Names a module that opens a ledger's store, in any process. */
export interface LedgerModule {
  /** What `import()` takes: a file URL, or a package's name. It exports `openStore`. */
  readonly module: string;
  /** Handed to `openStore`; JSON. */
  readonly config: unknown;
}

/** What the module exports. */
export interface StoreOpener {
  /** Opens the store that the config names. Never throws; a server that cannot be reached just now is `unavailable`. */
  openStore(config: unknown): Promise<Answer<LedgerStore>>;
}

/** How long holds last, in milliseconds: some expire while others are settled. */
export const HOLD_MS = 1500;

const MOST_TRIES = 600;
const AGAIN_MS = 100;

/** Opens the store, for a minute again and again. Throws when it cannot be opened. */
export async function openLedgerStore({ module, config }: LedgerModule): Promise<LedgerStore> {
  const { openStore }: StoreOpener = await import(module);
  for (let tries = 1; ; tries += 1) {
    const opened = await openStore(config);
    if (opened.ok) return opened.value;
    if (tries === MOST_TRIES) throw new Error(opened.failure.message);
    await pass(AGAIN_MS);
  }
}
