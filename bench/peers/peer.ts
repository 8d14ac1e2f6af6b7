import type { PlainPayment, PlainTotals } from "../floors/plain.ts";

/** What a peer is asked about: a payment of plain numbers, what is spent in each window, the balance. */
export interface Question extends PlainPayment {
  readonly totals: PlainTotals;
  readonly balance: number;
}

/** A library that people would use instead, set up with as much of policy P as it can express. */
export interface Peer {
  readonly name: string;
  /** What of policy P, or of an answer, it leaves to its user. */
  readonly cannot: string;
  /** Whether it lets the payment pass. Asynchronous where the library is. */
  readonly allows: (question: Question) => boolean | Promise<boolean>;
}
