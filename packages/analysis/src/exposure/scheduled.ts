import { formatInstant, fromUnits, type Partition, type SpendingPolicy } from "@spendrail/model";
import type { PaymentFacts, Shape } from "../shape/shape.js";
import type { PlannedPayments } from "./plan.js";
import type { ScheduledFacts, ScheduledPayments } from "./schedule.js";

/**
 * Planned payments with all they say. Where each merchant, category or recipient has a budget of its own, and they can be
 * any number, every payment names another one.
 */
export function scheduled(planned: readonly PlannedPayments[], policy: SpendingPolicy): ScheduledPayments[] {
  const split = new Set(policy.rules.flatMap((rule) => ("by" in rule && rule.by !== undefined ? [rule.by] : [])));
  let named = 0;
  return planned.flatMap(({ atMs, shape, units, times }): ScheduledPayments[] => {
    const one = { at: formatInstant(atMs), amount: fromUnits(units) };
    const fresh = shape.open.filter((fact) => split.has(fact));
    if (fresh.length === 0) return [{ ...one, times, facts: factsOf(shape.facts, policy) }];
    return Array.from({ length: times }, () => {
      named += 1;
      return { ...one, times: 1, facts: factsOf(numbered(shape, fresh, named), policy) };
    });
  });
}

function numbered({ facts }: Shape, fresh: readonly Partition[], number: number): PaymentFacts {
  const names = fresh.map((fact) => [fact, withNumber(facts[fact] ?? fact, number)] as const);
  return { ...facts, ...Object.fromEntries(names) };
}

/** `shop.example.com` with 2 is `shop2.example.com`, so that a pattern still takes it in. */
function withNumber(name: string, number: number): string {
  const [label = "", ...rest] = name.split(".");
  return [`${label}${number}`, ...rest].join(".");
}

function factsOf(facts: PaymentFacts, { currency, rules }: SpendingPolicy): ScheduledFacts {
  return {
    ...facts,
    // A token is of the currency it stands for, unless the payment says otherwise.
    ...(facts.token === undefined ? {} : { currency }),
    ...(rules.some(({ kind }) => kind === "drift") ? { driftScore: "0" } : {}),
  };
}
