import { type Amount, fromUnits, toUnits } from "@spendrail/model";
import { type Failed, failed } from "../failure.js";
import { entryOf } from "../records/event.js";
import { flag, name, optional, type Shape, text } from "../request.js";
import type { Service } from "../service.js";
import type { Spend, SpendView } from "../spend/spend.js";
import { stateOf, viewOf } from "../spend/view.js";
import { type Change, changeSpend } from "./change-spend.js";
import { readPositive } from "./read-amount.js";
import { noteStep, takenBefore } from "./step-id.js";

/** What a step that changes a spend answers. */
export type Settlement = { readonly ok: true; readonly spend: SpendView } | Failed;

/** Names a spend. */
export interface SpendName {
  readonly account: string;
  /** The payment's id. */
  readonly payment: string;
}

export interface CaptureRequest extends SpendName {
  /** Idempotency key within the spend. Default: `capture`, which is enough for one capture. */
  readonly id?: string;
  /** Decimal string in the payment's currency. Default: all that is held. */
  readonly amount?: Amount;
  /** Whether what is left of the hold is given back. Default: only when nothing is left. */
  readonly final?: boolean;
}

export interface VoidRequest extends SpendName {
  /** Idempotency key within the spend. Default: `void`. */
  readonly id?: string;
}

export const SPEND_NAME: Shape<SpendName> = { account: name, payment: name };
export const CAPTURE: Shape<CaptureRequest> = {
  ...SPEND_NAME,
  id: optional(name),
  amount: optional(text),
  final: optional(flag),
};
export const VOID: Shape<VoidRequest> = { ...SPEND_NAME, id: optional(name) };

/** Settles what is held, or part of it. See `Ledger.capture`. */
export async function capture(service: Service, request: CaptureRequest): Promise<Settlement> {
  const { id = "capture", amount: stated, final = false } = request;
  const asked = stated === undefined ? undefined : readPositive(stated);
  if (stated !== undefined && asked === undefined) return notPositive(stated);
  const content = JSON.stringify(["capture", asked === undefined ? null : fromUnits(asked), final]);
  return settled(service, request, (spend) => {
    const taken = takenBefore(spend, id, content);
    if (taken !== undefined) return taken;
    const refused = notHeld(service, spend, "captured");
    if (refused !== undefined) return refused;
    const held = toUnits(spend.held);
    const captured = asked ?? held;
    if (captured > held) {
      const message = `${fromUnits(captured)} cannot be captured of "${spend.payment.id}": ${spend.held} is held.`;
      return failed("over_hold", message);
    }
    const left = final ? 0n : held - captured;
    const next = noteStep(
      {
        ...spend,
        captured: fromUnits(toUnits(spend.captured) + captured),
        held: fromUnits(left),
        state: left === 0n ? "captured" : "held",
      },
      id,
      content,
    );
    const body = { id, amount: fromUnits(captured), spend: stateOf(next) };
    return {
      ok: true,
      spend: next,
      captures: true,
      records: [entryOf(request.account, service.clock(), "payment.captured", body)],
    };
  });
}

/** Gives back what is still held. See `Ledger.void`. */
export async function voidHold(service: Service, request: VoidRequest): Promise<Settlement> {
  const { id = "void" } = request;
  const content = JSON.stringify(["void"]);
  return settled(service, request, (spend) => {
    const taken = takenBefore(spend, id, content);
    if (taken !== undefined) return taken;
    if (spend.state !== "held" && spend.state !== "pending") return wrongState(spend, "voided");
    const next = noteStep({ ...spend, held: "0", state: "voided" }, id, content);
    const body = { id, spend: stateOf(next) };
    return { ok: true, spend: next, records: [entryOf(request.account, service.clock(), "payment.voided", body)] };
  });
}

export async function settled(
  service: Service,
  { account, payment }: SpendName,
  change: (spend: Spend) => Change,
): Promise<Settlement> {
  const changed = await changeSpend(service, account, payment, change);
  return changed.ok ? { ok: true, spend: viewOf(changed.spend, changed.atMs) } : changed;
}

export function wrongState({ payment, state }: Spend, done: string): Failed {
  return failed("wrong_state", `"${payment.id}" cannot be ${done}: it is ${state}.`);
}

export function notPositive(amount: string): Failed {
  return failed("invalid", `"${amount}" is no amount: a decimal string above zero is needed, such as "12.50".`);
}

function notHeld({ clock }: Service, spend: Spend, done: string): Failed | undefined {
  if (spend.state !== "held") return wrongState(spend, done);
  if (clock() < spend.expiresAtMs) return undefined;
  return failed("wrong_state", `"${spend.payment.id}" cannot be ${done}: its hold has expired.`);
}
