import type { Needs, SpendFacts } from "../facts.js";

/**
 * A search among variations of a payment. It yields the needs of each variation and is answered with the facts, so that one
 * search runs over histories that answer at once and over those that have to be waited for.
 */
export type Search<Found> = Generator<Needs, Found, SpendFacts>;

/** @returns `undefined` when there is no `lookup` to ask, and the search asks */
export function search<Found>(
  steps: Search<Found>,
  lookup: ((needs: Needs) => SpendFacts) | undefined,
): Found | undefined {
  let step = steps.next();
  while (step.done !== true) {
    if (lookup === undefined) return undefined;
    step = steps.next(lookup(step.value));
  }
  return step.value;
}

/** @returns `undefined` when a `lookup` is answered with `undefined`, which ends the search */
export async function searchLater<Found>(
  steps: Search<Found>,
  lookup: (needs: Needs) => Promise<SpendFacts | undefined>,
): Promise<Found | undefined> {
  let step = steps.next();
  while (step.done !== true) {
    const facts = await lookup(step.value);
    if (facts === undefined) return undefined;
    step = steps.next(facts);
  }
  return step.value;
}
