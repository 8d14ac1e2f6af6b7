import { createLedger, type Ledger, type LedgerOptions, type LedgerStore } from "@spendrail/ledger";
import type { Payment, SpendingPolicy } from "@spendrail/model";
import type { Subject } from "./conformance.js";

/** A ledger on a store of its own, with a clock that only the test moves. */
export interface Bench {
  readonly store: LedgerStore;
  readonly ledger: Ledger;
  readonly clock: { nowMs: number };
}

export const START = "2026-03-02T12:00:00Z";
export const START_MS = Date.parse(START);
export const DAY_MS = 86_400_000;

/** Runs a test on an empty ledger, and closes it. */
export async function onBench(
  { create }: Subject,
  test: (bench: Bench) => Promise<void>,
  options: Omit<LedgerOptions, "clock"> = {},
): Promise<void> {
  const store = await create();
  const clock = { nowMs: START_MS };
  const ledger = createLedger(store, { ...options, clock: () => clock.nowMs });
  try {
    await test({ store, ledger, clock });
  } finally {
    await ledger.close();
  }
}

/** A payment of the account `agent` at the start of time. */
export function payment(id: string, amount: string, rest: Partial<Payment> = {}): Payment {
  return { id, account: "agent", amount, merchant: "openai.com", at: START, ...rest };
}

export function policy(...rules: SpendingPolicy["rules"]): SpendingPolicy {
  return { version: 1, currency: "USD", rules };
}

/** At most so much a day, in windows that open with the first payment. */
export function daily(max: string): SpendingPolicy {
  return policy({ kind: "limit", per: { type: "anchored", duration: "P1D" }, max });
}
