import { AMOUNT_DECIMALS, type Amount, fromUnits, MAX_AMOUNT_UNITS } from "@spendrail/model";
import * as fc from "fast-check";

const ONE = 10n ** BigInt(AMOUNT_DECIMALS);
const CENT = ONE / 100n;

/** Any amount that the model can hold: 0 to 10^15, with up to 18 decimals. */
export const anyAmount: fc.Arbitrary<Amount> = fc
  .oneof(
    { weight: 6, arbitrary: fc.bigInt({ min: 0n, max: 1000n }).map((whole) => whole * ONE) },
    { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 100_000n }).map((cents) => cents * CENT) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 1000n }) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: MAX_AMOUNT_UNITS }) },
    { weight: 1, arbitrary: fc.constantFrom(MAX_AMOUNT_UNITS, MAX_AMOUNT_UNITS - 1n, ONE - 1n) },
  )
  .map(fromUnits);

/** Amounts of everyday limits, so that a few payments reach them. */
export const everydayAmount: fc.Arbitrary<Amount> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("10", "20", "25", "50", "100", "100.5", "250", "1000") },
  { weight: 1, arbitrary: fc.constantFrom("0", "0.01", "0.000000000000000001", "1000000000000000") },
  { weight: 1, arbitrary: anyAmount },
);

/** A share from 0 to 1: drift scores, alerts. */
export const anyShare: fc.Arbitrary<Amount> = fc.oneof(
  fc.constantFrom("0.5", "0.8", "1", "0.9", "0.25"),
  fc.bigInt({ min: 1n, max: 1000n }).map((thousandths) => fromUnits((thousandths * ONE) / 1000n)),
);
