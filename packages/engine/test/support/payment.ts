import type { Payment } from "@spendrail/model";
import * as fc from "fast-check";
import { anyShare } from "./amounts.js";
import { oneIn, recordOf } from "./optional.js";
import { STATED } from "./pools.js";

/** What a payment says about itself besides its money and its time. */
export type StatedFacts = Omit<Payment, "id" | "account" | "amount" | "fee" | "at">;

/** Each fact is stated in three of four payments. */
export const anyFacts: fc.Arbitrary<StatedFacts> = recordOf({
  merchant: mostly(fc.constantFrom(...STATED.merchants)),
  category: oneIn(3, fc.constantFrom(...STATED.categories)),
  mcc: mostly(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...STATED.mccs) },
      { weight: 1, arbitrary: fc.constantFrom(...STATED.unknownMccs) },
    ),
  ),
  scope: mostly(fc.constantFrom(...STATED.scopes)),
  token: oneIn(
    2,
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom("USDC", "usdc") },
      { weight: 1, arbitrary: fc.constantFrom(...STATED.otherTokens) },
    ),
  ),
  chain: mostly(fc.constantFrom(...STATED.chains)),
  recipient: mostly(fc.constantFrom(...STATED.recipients)),
  country: mostly(fc.constantFrom(...STATED.countries)),
  currency: oneIn(15, fc.constantFrom("USD", "EUR", "JPY")),
  driftScore: mostly(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("0.1", "0", "0.25", "0.5", "0.8") },
      { weight: 1, arbitrary: anyShare },
    ),
  ),
});

function mostly<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { freq: 4, nil: undefined });
}
