import { type CaptureRequest, type RefundRequest, sha256Hex, type VoidRequest } from "@spendrail/ledger";
import { accountsOf, MERCHANTS } from "./budgets.js";

/** A step on a spend; each has an id of its own, so that it can be asked for again. */
export type JobStep =
  | ({ readonly kind: "capture" } & Pick<CaptureRequest, "amount" | "final"> & { readonly id: string })
  | ({ readonly kind: "void" } & Pick<VoidRequest, never> & { readonly id: string })
  | ({ readonly kind: "refund" } & Pick<RefundRequest, "amount" | "reopens"> & { readonly id: string });

/** One payment and what is to become of it. Equal for equal seeds and names, so that another process can go on with it. */
export interface Job {
  readonly payment: string;
  readonly account: string;
  readonly merchant: string;
  /** Decimal string in dollars. */
  readonly amount: string;
  /** What people say where they are asked. */
  readonly isApproved: boolean;
  /** None: the hold is left to expire. */
  readonly steps: readonly JobStep[];
  /** Whether everybody's holds are expired on the way. */
  readonly expires: boolean;
}

/** @param process the number of the process whose payment it is */
export function jobOf(seed: number, process: number, payment: string): Job {
  const digest = sha256Hex(`${seed}/${payment}`);
  const below = (index: number, most: number) => Number.parseInt(digest.slice(index * 8, index * 8 + 8), 16) % most;
  const accounts = accountsOf(process);
  const cents = 2 + below(0, 400);
  const part = 1 + below(1, cents - 1);
  return {
    payment,
    account: accounts[below(2, accounts.length)] as string,
    merchant: MERCHANTS[below(3, MERCHANTS.length)] as string,
    amount: dollars(cents),
    isApproved: below(7, 5) > 0,
    steps: stepsOf(below(4, 6), cents, part, below(5, 2) === 0),
    expires: below(6, 20) === 0,
  };
}

function stepsOf(plan: number, cents: number, part: number, isFull: boolean): readonly JobStep[] {
  const first: JobStep = { kind: "capture", id: "first", amount: dollars(part) };
  switch (plan) {
    case 0:
      return [];
    case 1:
      return [{ kind: "void", id: "void" }];
    case 2:
      return [{ kind: "capture", id: "all" }];
    case 3:
      return [first, { kind: "void", id: "void" }];
    case 4:
      return [
        { ...first, final: true },
        { kind: "refund", id: "refund", amount: dollars(part), reopens: isFull },
      ];
    default:
      return [
        first,
        { kind: "capture", id: "second", amount: dollars(cents - part) },
        { kind: "refund", id: "refund", amount: dollars(isFull ? cents : part), reopens: isFull },
      ];
  }
}

function dollars(cents: number): string {
  return String(cents / 100);
}
