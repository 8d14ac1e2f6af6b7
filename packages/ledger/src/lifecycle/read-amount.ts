import { toUnits } from "@spendrail/model";

/** @returns units of 10^-18; `undefined` for anything but a decimal string above zero of at most 18 decimals */
export function readPositive(amount: unknown): bigint | undefined {
  if (typeof amount !== "string" || !/^\d{1,16}(\.\d{1,18})?$/.test(amount)) return undefined;
  const units = toUnits(amount);
  return units > 0n ? units : undefined;
}
