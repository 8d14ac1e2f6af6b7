import { sha256Hex } from "@spendrail/ledger";
import { MERCHANTS } from "./budget.js";

/** One payment and what becomes of it. The same for the same name and seed, so that another process can finish it. */
export interface Job {
  readonly payment: string;
  readonly account: string;
  readonly merchant: string;
  /** In cents. */
  readonly amount: number;
  /** In cents; 0: nothing is captured. */
  readonly captured: number;
  /** In cents, of what was captured. */
  readonly refunded: number;
  readonly voids: boolean;
}

export function jobOf(seed: number, payment: string): Job {
  const digest = sha256Hex(`${seed}/${payment}`);
  const below = (index: number, most: number) => Number.parseInt(digest.slice(index * 8, index * 8 + 8), 16) % most;
  const amount = 1 + below(0, 400);
  const captured = below(1, 3) === 0 ? 0 : 1 + below(2, amount);
  return {
    payment,
    account: below(3, 2) === 0 ? "a" : "b",
    merchant: MERCHANTS[below(4, MERCHANTS.length)] as string,
    amount,
    captured,
    refunded: captured > 0 && below(5, 4) === 0 ? 1 + below(6, captured) : 0,
    voids: below(7, 2) === 0,
  };
}

/** What a worker writes down, one a line, as soon as it is known: `try` before a payment is sent, the others once answered. */
export type Note =
  | { readonly did: "try"; readonly payment: string; readonly at: string }
  | { readonly did: "held" | "denied" | "captured" | "refunded" | "voided" | "done"; readonly payment: string }
  | { readonly did: "failed"; readonly payment: string; readonly code: string };

/** A line that a killed worker did not end is none. */
export function notesIn(journal: string): Note[] {
  return journal
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
