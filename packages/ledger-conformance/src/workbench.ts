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

/** Runs a test on ten payments of 12, a minute each, with room for eight; the first was captured and refunded in part. */
export function onHistory(subject: Subject, test: (bench: Bench) => Promise<void>): Promise<void> {
  return onBench(subject, async (bench) => {
    const { ledger, clock } = bench;
    const rules = policy(...daily("100").rules, { kind: "alert", at: "0.5" });
    await ledger.setPolicy({ account: "agent", policy: rules, by: "owner" });
    for (let n = 0; n < 10; n += 1) {
      clock.nowMs += 60_000;
      await ledger.authorize(payment(`p${n}`, "12", { at: new Date(clock.nowMs).toISOString() }));
    }
    await ledger.capture({ account: "agent", payment: "p0" });
    await ledger.refund({ account: "agent", payment: "p0", amount: "2" });
    await test(bench);
  });
}
