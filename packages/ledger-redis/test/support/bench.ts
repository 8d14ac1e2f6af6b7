import { createLedger, type Ledger } from "@spendrail/ledger";
import type { Payment, SpendingPolicy } from "@spendrail/model";
import type { RedisClient } from "../../src/client.js";
import { openRedisStore, type RedisOptions } from "../../src/open.js";

export const START_MS = Date.parse("2026-03-02T12:00:00Z");

export function payment(id: string, amount: string): Payment {
  return { id, account: "agent", amount, merchant: "openai.com", at: "2026-03-02T12:00:00Z" };
}

/** At most so much a day, in windows that open with the first payment. */
export function daily(max: string): SpendingPolicy {
  return { version: 1, currency: "USD", rules: [{ kind: "limit", per: { type: "anchored", duration: "P1D" }, max }] };
}

/** A ledger whose clock stands still, on a name of its own. */
export async function ledgerOn(client: RedisClient, name: string, options: RedisOptions = {}): Promise<Ledger> {
  const opened = await openRedisStore(client, { name, ...options });
  if (!opened.ok) throw new Error(opened.failure.message);
  return createLedger(opened.value, { clock: () => START_MS });
}

/** A client that tells of every command and its answer. */
export function watched(
  client: RedisClient,
  tell: (command: readonly string[], answer: Promise<unknown>) => void,
): RedisClient {
  return {
    get isReady() {
      return client.isReady;
    },
    sendCommand(command, options) {
      const answer = client.sendCommand(command, options);
      tell(command, answer);
      return answer;
    },
  };
}
