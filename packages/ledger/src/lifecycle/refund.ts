import { type Amount, fromUnits, toUnits } from "@spendrail/model";
import { failed } from "../failure.js";
import { entryOf } from "../records/event.js";
import { flag, name, optional, type Shape, text } from "../request.js";
import type { Service } from "../service.js";
import { stateOf } from "../spend/view.js";
import { readPositive } from "./read-amount.js";
import { notPositive, type Settlement, SPEND_NAME, type SpendName, settled } from "./settle.js";
import { noteStep, takenBefore } from "./step-id.js";

export interface RefundRequest extends SpendName {
  /** Idempotency key within the spend. Default: `refund`, which is enough for one refund. */
  readonly id?: string;
  /** Decimal string in the payment's currency. Default: all that was captured and not refunded. */
  readonly amount?: Amount;
  /** Whether anchored and sliding windows get the money back too, as far as they still count the spend. */
  readonly reopens?: boolean;
}

export const REFUND: Shape<RefundRequest> = {
  ...SPEND_NAME,
  id: optional(name),
  amount: optional(text),
  reopens: optional(flag),
};

/** Notes that captured money came back. See `Ledger.refund`. */
export async function refund(service: Service, request: RefundRequest): Promise<Settlement> {
  const { id = "refund", amount: stated, reopens = false } = request;
  const asked = stated === undefined ? undefined : readPositive(stated);
  if (stated !== undefined && asked === undefined) return notPositive(stated);
  const content = JSON.stringify(["refund", asked === undefined ? null : fromUnits(asked), reopens]);
  return settled(service, request, (spend) => {
    const taken = takenBefore(spend, id, content);
    if (taken !== undefined) return taken;
    const left = toUnits(spend.captured) - toUnits(spend.refunded);
    const refunded = asked ?? left;
    if (refunded > left || left === 0n) {
      const message = `${fromUnits(refunded)} cannot be refunded of "${spend.payment.id}": ${fromUnits(left)} of what was captured is left.`;
      return failed("over_captured", message);
    }
    const next = noteStep(
      {
        ...spend,
        refunded: fromUnits(toUnits(spend.refunded) + refunded),
        reopened: reopens ? fromUnits(toUnits(spend.reopened) + refunded) : spend.reopened,
      },
      id,
      content,
    );
    const body = { id, amount: fromUnits(refunded), reopens, spend: stateOf(next) };
    return { ok: true, spend: next, records: [entryOf(request.account, service.clock(), "payment.refunded", body)] };
  });
}
