import type { CompiledPolicy } from "@spendrail/engine";
import type { Payment } from "@spendrail/model";
import type { Budget } from "./outlets.js";

/**
 * How much of each budget that never resets the payments in flight have used, in units of 10^-18: if one of them is given
 * back, the budget has that much more, and that much less leaves.
 */
export function usedBy(inFlight: readonly Payment[], { rules }: CompiledPolicy): (budget: Budget) => bigint {
  return ({ cap, partition = "" }) => {
    const counting = cap.rule === undefined ? undefined : rules?.all[cap.rule]?.counting;
    if (counting === undefined || cap.per !== "lifetime" || cap.counts !== "money" || cap.withoutFees) return 0n;
    const value = cap.by === undefined || partition === "" ? partition : `=${partition}`;
    return inFlight.reduce((sum, payment) => {
      // Whether its merchant was known then is not known here: it counts only if that does not matter.
      const [ofNew, ofKnown] = [false, true].map((known) => counting.selection.membership(payment, known));
      return ofKnown !== undefined && ofNew?.partitions.includes(value) ? sum + ofNew.money : sum;
    }, 0n);
  };
}
