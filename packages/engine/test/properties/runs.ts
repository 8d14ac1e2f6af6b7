import type * as fc from "fast-check";

/** The seed of the random cases: `SPENDRAIL_SEED`, else always the same; `scripts/fuzz.mjs` takes fresh ones. */
export const SEED = numberIn("SPENDRAIL_SEED") ?? 20261122;

/**
 * How often a property runs.
 *
 * @param share of the cases, which are `SPENDRAIL_RUNS`, else 100,000
 */
export function runs(share: number): fc.Parameters<unknown> {
  const all = numberIn("SPENDRAIL_RUNS") ?? 100_000;
  return { seed: SEED, numRuns: Math.max(1, Math.round(all * share)) };
}

/** Properties of many runs take longer than tests do. */
export const LONG_MS = 900_000;

function numberIn(variable: string): number | undefined {
  const text = process.env[variable];
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${variable} must be a whole number, not ${text}`);
  return value;
}
