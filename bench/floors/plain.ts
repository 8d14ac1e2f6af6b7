import type { Payment } from "@spendrail/model";

/** A payment of plain numbers: somebody else has read and checked it. */
export interface PlainPayment {
  readonly amount: number;
  readonly merchant: string;
  readonly mcc: string;
  readonly scope: string;
  readonly driftScore: number;
}

/** What is spent in each window, as plain numbers that somebody else keeps up to date. */
export interface PlainTotals {
  readonly day: number;
  readonly week: number;
  readonly month: number;
  readonly total: number;
}

export function plainPayment({ amount, merchant = "", mcc = "", scope, driftScore = "0" }: Payment): PlainPayment {
  return { amount: Number(amount), merchant, mcc, scope: scope ?? "", driftScore: Number(driftScore) };
}

export const MERCHANTS: ReadonlySet<string> = new Set(["openai.com", "anthropic.com", "aws.amazon.com", "github.com"]);
export const BLOCKED_MCCS: ReadonlySet<string> = new Set(["7995", "7801", "7802", "5967"]);
export const SCOPES: ReadonlySet<string> = new Set(["compute", "data"]);
