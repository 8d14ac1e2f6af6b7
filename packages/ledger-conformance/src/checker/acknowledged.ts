import type { Fault, FaultKind } from "./fault.js";
import { type Replay, spendId } from "./replay.js";

/** What a ledger answered to a step, written down by whoever asked. */
export interface Acknowledged {
  readonly account: string;
  /** The payment's id. */
  readonly payment: string;
  /**
   * `held`: approved or pending. `approved`: by people. `denied`: at once. `taken`: captured, voided or refunded. `refused`: that
   * was not done, and never will be.
   */
  readonly did: "held" | "approved" | "denied" | "taken" | "refused";
  /** The id of the capture, void or refund. */
  readonly step?: string;
}

/** Acknowledged steps that are not there, and steps that are there although they were acknowledged as refused. */
export function contradictions(replay: Replay, acknowledged: readonly Acknowledged[]): Fault[] {
  return acknowledged.flatMap((one) => {
    const wrong = wrongWith(one, replay);
    if (wrong === undefined) return [];
    const [kind, what] = wrong;
    const { account, payment } = one;
    return [
      { kind, account, payment, message: `Payment "${payment}" of "${account}" is not as was acknowledged: ${what}.` },
    ];
  });
}

function wrongWith(
  { account, payment, did, step = "" }: Acknowledged,
  { spends, denied }: Replay,
): [FaultKind, string] | undefined {
  const id = spendId(account, payment);
  const spend = spends.get(id);
  const isTaken = spend?.steps.has(step) === true;
  switch (did) {
    case "held":
      return spend === undefined ? ["lost", "it is not held"] : undefined;
    case "approved":
      return spend?.isApproved === true ? undefined : ["lost", "it is not approved"];
    case "denied":
      if (spend !== undefined) return ["contradicted", "it is held, and not denied"];
      return denied.has(id) ? undefined : ["lost", "its denial is not on record"];
    case "taken":
      return isTaken ? undefined : ["lost", `the step "${step}" is not taken`];
    case "refused":
      return isTaken ? ["contradicted", `the step "${step}" is taken, and not refused`] : undefined;
  }
}
