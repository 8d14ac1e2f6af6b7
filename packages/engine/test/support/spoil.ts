import type { Payment } from "@spendrail/model";
import * as fc from "fast-check";

/** What is wrong with a payment: a needless sign, then its money, then its form. */
export type Spoiling =
  | "plus"
  | "zero"
  | "negative"
  | "negative_fee"
  | "number"
  | "no_id"
  | "no_zone"
  | "unknown_key"
  | "no_object";

export const spoiling: fc.Arbitrary<Spoiling> = fc.constantFrom(
  "plus",
  "zero",
  "negative",
  "negative_fee",
  "negative_fee",
  "number",
  "no_id",
  "no_zone",
  "unknown_key",
  "no_object",
);

export function spoil(payment: Payment, spoiling: Spoiling): unknown {
  const { id: _, ...anonymous } = payment;
  switch (spoiling) {
    case "plus":
      return { ...payment, amount: `+${payment.amount}` };
    case "zero":
      return { ...payment, amount: "0" };
    case "negative":
      return { ...payment, amount: `-${payment.amount}` };
    case "negative_fee":
      return { ...payment, fee: "-0.01" };
    case "number":
      return { ...payment, amount: 5 };
    case "no_id":
      return anonymous;
    case "no_zone":
      return { ...payment, at: payment.at.replace("Z", "") };
    case "unknown_key":
      return { ...payment, memo: "" };
    case "no_object":
      return null;
  }
}
