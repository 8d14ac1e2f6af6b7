import type { Decision, Payment } from "@spendrail/model";
import { formatInstant, parseInstant } from "@spendrail/model";
import type { Service } from "../service.js";

/**
 * Why a payment may not have its date: see `LedgerOptions.aheadMs` and `behindMs`.
 *
 * @returns one English sentence; `undefined` when the date will do. A clock that tells no time refuses every date.
 */
export function refuseDate({ clock, aheadMs, behindMs }: Service, { at }: Payment): string | undefined {
  const nowMs = clock();
  const atMs = parseInstant(at) as number;
  if (atMs >= nowMs - behindMs && atMs <= nowMs + aheadMs) return undefined;
  const now = Number.isFinite(nowMs) ? formatInstant(nowMs) : "no time";
  return `The payment is dated ${at}, too far ${atMs < nowMs ? "behind" : "ahead of"} the ledger's clock at ${now}`;
}

/** The denial of a payment that cannot be judged as it is. */
export function invalidPayment(message: string, policyDigest: string): Decision {
  return {
    outcome: "deny",
    code: "payment_invalid",
    message,
    check: "amount",
    trace: [{ check: "amount", result: "fail", note: message }],
    policyDigest,
  };
}
