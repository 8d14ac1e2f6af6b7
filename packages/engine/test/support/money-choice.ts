import {
  AMOUNT_DECIMALS,
  type Amount,
  fromUnits,
  MAX_AMOUNT_UNITS,
  type SpendingPolicy,
  toUnits,
} from "@spendrail/model";
import * as fc from "fast-check";

const ONE = 10n ** BigInt(AMOUNT_DECIMALS);

/** How much a payment is, chosen before the limits it shall meet are known. */
export type AmountChoice =
  /** A whole number. */
  | { kind: "plain"; whole: bigint }
  /** A part of one of the policy's thresholds. */
  | { kind: "share"; threshold: number; parts: bigint }
  /** What the last spends leave of a threshold. */
  | { kind: "rest"; threshold: number; spends: number }
  /** As much as an earlier spend. */
  | { kind: "again"; spend: number };

/** Nothing more or less, or one cent or one smallest unit beside. */
const shift = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0n) },
  { weight: 3, arbitrary: fc.constantFrom(ONE / 100n, -ONE / 100n, 1n, -1n) },
);
const threshold = fc.nat({ max: 7 });

const plain = fc.record({ kind: fc.constant("plain" as const), whole: fc.bigInt({ min: 1n, max: 20n }) });
const share = fc.record({
  kind: fc.constant("share" as const),
  threshold,
  parts: fc.constantFrom(4n, 3n, 2n, 1n, 10n),
});
const rest = fc.record({ kind: fc.constant("rest" as const), threshold, spends: fc.nat({ max: 8 }) });
const again = fc.record({ kind: fc.constant("again" as const), spend: fc.nat({ max: 8 }) });

export interface MoneyChoice {
  amount: AmountChoice;
  shift: bigint;
  fee: Amount | undefined;
}

const fee = fc.option(fc.constantFrom("0.3", "1", "0", "0.000000000000000001", "5"), { freq: 2, nil: undefined });

/** Money of an earlier spend. */
export const spentChoice: fc.Arbitrary<MoneyChoice> = fc.record({
  amount: fc.oneof(plain, { weight: 3, arbitrary: share }),
  shift,
  fee,
});

/** Money of the payment to decide: often just what is left of a limit. */
export const attemptChoice: fc.Arbitrary<MoneyChoice> = fc.record({
  amount: fc.oneof(
    { weight: 2, arbitrary: plain },
    share,
    { weight: 4, arbitrary: rest },
    { weight: 2, arbitrary: again },
  ),
  shift,
  fee,
});

/** Every amount that rules compare money with, in units of 10^-18. */
export function thresholdsOf(policy: SpendingPolicy): bigint[] {
  const amounts = policy.rules.flatMap((rule) => {
    switch (rule.kind) {
      case "limit":
        return [rule.max];
      case "approval":
        return rule.above === undefined ? [] : [rule.above];
      case "reserve":
        return [rule.keep];
      default:
        return [];
    }
  });
  return [...amounts, "100"].map(toUnits);
}

/** What is known when an amount is worked out. */
export interface MoneyContext {
  thresholds: readonly bigint[];
  /** Amounts of the earlier spends as stated, and what they are with their fees in the policy's currency. */
  spent: readonly { amount: Amount; total: bigint }[];
  /** The policy's currency for one of the payment's, in units of 10^-18. */
  rate: bigint;
}

/** @returns a positive amount in the payment's currency */
export function resolveAmount({ amount, shift, fee }: MoneyChoice, context: MoneyContext): Amount {
  const units = unitsOf(amount, toUnits(fee ?? "0"), context) + shift;
  return fromUnits(units < 1n ? ONE : units > MAX_AMOUNT_UNITS ? MAX_AMOUNT_UNITS : units);
}

function unitsOf(choice: AmountChoice, fee: bigint, { thresholds, spent, rate }: MoneyContext): bigint {
  switch (choice.kind) {
    case "plain":
      return choice.whole * ONE;
    case "share":
      return thresholds[choice.threshold % thresholds.length]! / choice.parts;
    case "rest": {
      const counted = choice.spends === 0 ? [] : spent.slice(-choice.spends);
      const used = counted.reduce((sum, { total }) => sum + total, 0n);
      return ((thresholds[choice.threshold % thresholds.length]! - used) * ONE) / rate - fee;
    }
    case "again":
      return spent.length === 0 ? ONE : toUnits(spent[choice.spend % spent.length]!.amount);
  }
}
