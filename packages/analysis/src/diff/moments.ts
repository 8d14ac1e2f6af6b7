import { parseInstant, type Rule, type SpendingPolicy } from "@spendrail/model";
import { phasesOf, schedulesOf } from "../exposure/phases.js";
import { FIRST_MS, isInstant, LAST_MS } from "../shape/instants.js";

/** A kind of time for two policies: all instants at which the same rules of both are in force. */
export interface Moment {
  /** One of its instants. */
  readonly atMs: number;
  /** For each rule of a policy: whether its validity and `during` hold. */
  readonly inForce: ReadonlyMap<SpendingPolicy, readonly boolean[]>;
}

const DAY_MS = 86_400_000;
/** What a schedule says depends on the local clock alone, which shows every time of the week at least once in two weeks. */
const SCAN_MS = 15 * DAY_MS;
/** An ordinary Wednesday, for policies that say nothing of their own time. */
const ORDINARY_MS = parseInstant("2026-08-19T12:30:00Z") as number;

/**
 * Every kind of time there is for two policies.
 *
 * @returns `undefined` when both have schedules, in different time zones: their local times then go together in ways that
 * change with the clocks
 */
export function momentsOf(a: SpendingPolicy, b: SpendingPolicy): Moment[] | undefined {
  const policies = [a, b];
  const scheduled = policies.filter(({ rules }) => rules.some((rule) => schedulesOf(rule).length > 0));
  const [zone, other = zone] = scheduled.map(({ timeZone }) => timeZone ?? "UTC");
  if (zone !== other) return undefined;
  // One policy that has the times of both: each policy's own validity is that of a rule.
  const own = policies.map(
    ({ validFrom, validUntil }): Rule => ({ kind: "alert", at: "1", ...between(validFrom, validUntil) }),
  );
  const both: SpendingPolicy = {
    version: 1,
    currency: "USD",
    ...(zone === undefined || zone === "UTC" ? {} : { timeZone: zone }),
    rules: [...a.rules, ...b.rules, ...own],
  };
  const moments = new Map<string, Moment>();
  for (const startMs of startsOf(both)) {
    for (const { atMs, key, inForce } of phasesOf(both, { startMs, endMs: Math.min(startMs + SCAN_MS, LAST_MS) })) {
      const parts = [inForce.slice(0, a.rules.length), inForce.slice(a.rules.length, -own.length)] as const;
      if (!moments.has(key))
        moments.set(key, {
          atMs,
          inForce: new Map([
            [a, parts[0]],
            [b, parts[1]],
          ]),
        });
    }
  }
  return [...moments.values()];
}

function between(validFrom: string | undefined, validUntil: string | undefined) {
  return { ...(validFrom === undefined ? {} : { validFrom }), ...(validUntil === undefined ? {} : { validUntil }) };
}

/** An instant in every stretch between two edges of validities, at its start where it has one. */
function startsOf({ rules }: SpendingPolicy): number[] {
  const edges = rules
    .flatMap(({ validFrom, validUntil }) => [validFrom, validUntil])
    .flatMap((instant) => (instant === undefined ? [] : [parseInstant(instant) as number]));
  const first = edges.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const before = first === Number.POSITIVE_INFINITY ? ORDINARY_MS : Math.max(first - SCAN_MS, FIRST_MS);
  return [...new Set([before, ...edges])].filter(isInstant).sort((a, b) => a - b);
}
