import { fromUnits, parseDuration, type Rule, type SpendingPolicy, toUnits, type Window } from "@spendrail/model";
import * as fc from "fast-check";
import type { Attempt } from "./spending.js";

/** A policy in which one window bounds another, close to the figure at which it just does, and payments that take all. */
export interface Pair {
  policy: SpendingPolicy;
  attempts: Attempt[];
}

const LENGTHS = ["PT1H", "PT6H", "P1D", "P7D"] as const;
const UNITS = { PT1H: "hour", PT6H: "hour", P1D: "day", P7D: "week" } as const;

const anyLength = fc.constantFrom(...LENGTHS);

function windowOf(duration: (typeof LENGTHS)[number]): fc.Arbitrary<Window> {
  return fc.constantFrom<Window>(
    { type: "anchored", duration },
    { type: "anchored", duration },
    { type: "sliding", duration },
    { type: "calendar", unit: UNITS[duration] },
  );
}

const MERCHANTS = [{ merchant: "openai.com" }, { merchant: "aws.amazon.com" }];
const MAX = 50n * 10n ** 18n;

const partition = fc.constantFrom(undefined, undefined, "merchant" as const);
const selector = fc.constantFrom(undefined, undefined, { merchants: ["openai.com"] });

/** As much of the shorter windows as fits into a longer stretch: a little opens the first, the rest goes at its end. */
function burst(lengthMs: number, times: number, twoPayees: boolean): Attempt[] {
  const payees = twoPayees ? MERCHANTS : MERCHANTS.slice(0, 1);
  const all = (afterMs: number): Attempt[] =>
    payees.map((facts, place) => ({ afterMs: place === 0 ? afterMs : 0, amount: "all", fee: undefined, facts }));
  const opening = payees.map((facts): Attempt => ({ afterMs: 0, amount: "0.01", fee: undefined, facts }));
  const rest = Array.from({ length: times }, (_, index) => all(index === 0 ? 1 : lengthMs));
  return [...opening, ...all(lengthMs - 1), ...rest.flat()];
}

export const anyPair: fc.Arbitrary<Pair> = fc
  .tuple(anyLength, anyLength)
  .filter(([short, long]) => (parseDuration(short) ?? 0) <= (parseDuration(long) ?? 0))
  .chain(([short, long]) => {
    const [shortMs, longMs] = [parseDuration(short) ?? 1, parseDuration(long) ?? 1];
    const fitting = Math.ceil(longMs / shortMs);
    return fc.record({
      shortMs: fc.constant(shortMs),
      fitting: fc.constant(Math.min(fitting, 30)),
      bounding: windowOf(short),
      bounded: windowOf(long),
      windows: fc.constantFrom(fitting, fitting + 1, fitting + 2, 2 * fitting),
      by: partition,
      boundedBy: partition,
      on: selector,
      boundedOn: selector,
      isCounted: fc.constantFrom(false, false, true),
      exclusive: fc.constantFrom(undefined, undefined, true as const),
      twoPayees: fc.boolean(),
    });
  })
  .map(
    ({
      shortMs,
      fitting,
      bounding,
      bounded,
      windows,
      by,
      boundedBy,
      on,
      boundedOn,
      isCounted,
      exclusive,
      twoPayees,
    }) => {
      const rules = [
        isCounted
          ? { kind: "velocity", per: bounding, max: 2, by, on }
          : { kind: "limit", per: bounding, max: fromUnits(MAX), by, on, exclusive },
        ...(isCounted ? [{ kind: "limit", per: "transaction", max: fromUnits(MAX / 2n), exclusive }] : []),
        { kind: "limit", per: bounded, max: fromUnits(MAX * BigInt(windows)), by: boundedBy, on: boundedOn },
      ];
      const policy = { version: 1, currency: "USD", rules: rules as unknown as Rule[] };
      const attempts = burst(shortMs, fitting + 2, twoPayees).flatMap((attempt) =>
        isCounted ? [attempt, again(attempt)] : [attempt],
      );
      return { policy: JSON.parse(JSON.stringify(policy)) as SpendingPolicy, attempts };
    },
  )
  .filter(({ policy }) => policy.rules.every((rule) => rule.kind !== "limit" || toUnits(rule.max) > 0n));

function again(attempt: Attempt): Attempt {
  return { ...attempt, afterMs: 0, amount: "all" };
}
