import type { Selectable } from "./compile/subject.js";

export function approvedMessage({ payment, currency }: Selectable): string {
  const payee = payment.merchant ?? payment.recipient;
  return `Payment of ${payment.amount} ${currency}${payee === undefined ? "" : ` to '${payee}'`} approved`;
}
