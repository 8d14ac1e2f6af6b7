import {
  type CompiledPolicy,
  compilePolicy,
  createMemoryHistory,
  evaluate,
  headroom,
  type MemoryHistory,
} from "@spendrail/engine";
import { type Decision, formatInstant, fromUnits, type Payment, type SpendingPolicy, toUnits } from "@spendrail/model";
import * as fc from "fast-check";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One payment of an account, before its amount is known. */
export interface Attempt {
  /** Time since the attempt before, in milliseconds. */
  afterMs: number;
  /** An amount, or as much as passes, or a cent more than that. */
  amount: string | "all" | "more";
  fee: string | undefined;
  facts: Partial<Payment>;
}

const anyFacts: fc.Arbitrary<Partial<Payment>> = fc
  .record({
    merchant: fc.constantFrom("openai.com", "api.openai.com", "aws.amazon.com", "unknown.example", undefined),
    category: fc.constantFrom("groceries", "gambling", undefined, undefined, undefined),
    mcc: fc.constantFrom("5411", "7995", undefined, undefined, undefined),
    token: fc.constantFrom("USDC", undefined, undefined),
    chain: fc.constantFrom("base", "solana", undefined, undefined),
    country: fc.constantFrom("DE", "US", undefined, undefined),
    recipient: fc.constantFrom("Vendor-7", undefined, undefined),
  })
  .map((facts) => JSON.parse(JSON.stringify(facts)));

export const anyAttempts: fc.Arbitrary<Attempt[]> = fc
  .tuple(
    fc.array(anyFacts, { minLength: 1, maxLength: 2 }),
    fc.array(
      fc.record({
        afterMs: fc.constantFrom(
          0,
          1000,
          1000,
          HOUR_MS - 1,
          HOUR_MS,
          5 * HOUR_MS,
          DAY_MS - 1,
          DAY_MS,
          DAY_MS,
          7 * DAY_MS,
        ),
        amount: fc.oneof(
          { weight: 6, arbitrary: fc.constant("all") },
          { weight: 1, arbitrary: fc.constant("more") },
          {
            weight: 3,
            arbitrary: fc.constantFrom("0.01", "10", "20", "25", "30", "50", "100", "150", "200", "500", "1000.01"),
          },
        ),
        fee: fc.constantFrom(undefined, undefined, undefined, undefined, "0.01", "5"),
        facts: fc.nat(1),
      }),
      { minLength: 1, maxLength: 24 },
    ),
  )
  .map(([facts, attempts]) =>
    attempts.map((attempt) => ({ ...attempt, facts: facts[attempt.facts % facts.length] ?? {} })),
  );

/** An account that starts empty and attempts one payment after the other; what is not denied is spent. */
export function* spending(
  policy: SpendingPolicy,
  attempts: readonly Attempt[],
  startMs = Date.parse("2026-06-17T12:00:00Z"),
): Generator<{ payment: Payment; history: MemoryHistory; decision: Decision }> {
  const compiled = compilePolicy(policy);
  const history = createMemoryHistory();
  let atMs = startMs;
  for (const [index, { afterMs, amount, fee, facts }] of attempts.entries()) {
    atMs += afterMs;
    const shape = { id: `payment-${index}`, account: "agent", ...facts, ...(fee && { fee }), at: formatInstant(atMs) };
    const payment: Payment = { ...shape, amount: amountOf(amount, compiled, shape, history) };
    const decision = evaluate(compiled, payment, { history });
    yield { payment, history, decision };
    if (decision.outcome !== "deny") history.record(payment);
  }
}

function amountOf(
  amount: string,
  policy: CompiledPolicy,
  shape: Omit<Payment, "amount">,
  history: MemoryHistory,
): string {
  if (amount !== "all" && amount !== "more") return amount;
  const most = headroom(policy, shape, { history });
  if (most === "unlimited" || most === "0") return "40";
  return amount === "all" ? most : fromUnits(toUnits(most) + 10n ** 16n);
}
