import { BLOCKED_MCCS, MERCHANTS, type PlainPayment, type PlainTotals, SCOPES } from "./plain.ts";

/** The ten checks of policy P on plain numbers; the position of the check that fails, 10 when none does. */
export function floor(payment: PlainPayment, totals: PlainTotals, balance: number): number {
  const { amount } = payment;
  if (!(amount > 0)) return 0;
  if (!SCOPES.has(payment.scope)) return 1;
  if (BLOCKED_MCCS.has(payment.mcc)) return 2;
  if (amount > 50) return 3;
  if (totals.total + amount > 100_000) return 4;
  if (totals.day + amount > 500 || totals.week + amount > 2000 || totals.month + amount > 8000) return 5;
  if (amount > balance) return 6;
  if (!MERCHANTS.has(payment.merchant)) return 7;
  if (payment.driftScore > 0.5) return 8;
  if (amount > 40) return 9;
  return 10;
}
