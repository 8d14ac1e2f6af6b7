import type { LedgerEvent, SpendSnapshot, SpendState } from "@spendrail/ledger";
import { type Payment, toUnits } from "@spendrail/model";
import type { FaultKind } from "./fault.js";

/** A spend as its records tell it. Money is in units of 10^-18 of the payment's currency. */
export interface ReplayedSpend {
  /** Dated at the instant it counts at, with its currency stated. */
  readonly payment: Payment;
  readonly atMs: number;
  readonly path: readonly string[];
  readonly knownTo: ReadonlySet<string>;
  readonly state: SpendState;
  readonly held: bigint;
  readonly captured: bigint;
  readonly refunded: bigint;
  /** The part of `refunded` that windows got back too. */
  readonly reopened: bigint;
  /** Whether it was approved, at once or by people. */
  readonly isApproved: boolean;
  /** The ids of the steps that were taken on it. */
  readonly steps: ReadonlySet<string>;
}

type Told<Type extends LedgerEvent["type"]> = Extract<LedgerEvent, { type: Type }>;
type Settling = Told<"payment.captured" | "payment.voided" | "payment.refunded" | "payment.expired">;

export function isSettling(event: LedgerEvent): event is Settling {
  return ["payment.captured", "payment.voided", "payment.refunded", "payment.expired"].includes(event.type);
}

/** The amounts of a spend as a record tells them. */
export function amountsOf({ state, held, captured, refunded }: SpendSnapshot) {
  return { state, held: toUnits(held), captured: toUnits(captured), refunded: toUnits(refunded) };
}

/** A spend after a step on it, and what is wrong with that step. */
export function settle(
  before: ReplayedSpend,
  event: Settling,
): { readonly after: ReplayedSpend; readonly wrong: readonly FaultKind[] } {
  const amounts = amountsOf(event.body.spend);
  const { id, reopened } = stepOf(event);
  const isTwice = id !== undefined && before.steps.has(id);
  const after: ReplayedSpend = {
    ...before,
    ...amounts,
    reopened: before.reopened + reopened,
    steps: id === undefined ? before.steps : new Set(before.steps).add(id),
  };
  const wrong: FaultKind[] = [];
  if (isTwice) wrong.push("twice");
  if (!follows(before, event, after)) wrong.push("impossible");
  return { after, wrong };
}

function stepOf(event: Settling): { readonly id: string | undefined; readonly reopened: bigint } {
  if (event.type === "payment.expired") return { id: undefined, reopened: 0n };
  const reopened = event.type === "payment.refunded" && event.body.reopens ? toUnits(event.body.amount) : 0n;
  return { id: event.body.id, reopened };
}

/** Whether the amounts after a step are those before it, changed by what the step says. */
function follows(before: ReplayedSpend, event: Settling, after: ReplayedSpend): boolean {
  const isHeld = before.state === "held" || before.state === "pending";
  switch (event.type) {
    case "payment.captured": {
      const amount = toUnits(event.body.amount);
      const left = before.held - amount;
      const isRest = after.held === left || after.held === 0n;
      return before.state === "held" && left >= 0n && isRest && isSame(before, after, { captured: amount });
    }
    case "payment.refunded": {
      const amount = toUnits(event.body.amount);
      return (
        after.held === before.held && after.refunded <= before.captured && isSame(before, after, { refunded: amount })
      );
    }
    case "payment.voided":
    case "payment.expired":
      return isHeld && after.held === 0n && isSame(before, after, {});
  }
}

function isSame(
  before: ReplayedSpend,
  after: ReplayedSpend,
  { captured = 0n, refunded = 0n }: { captured?: bigint; refunded?: bigint },
): boolean {
  return after.captured === before.captured + captured && after.refunded === before.refunded + refunded;
}
