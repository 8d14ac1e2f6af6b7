import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smallestCover } from "../../src/testgen/smallest-cover.js";

const sets = (...lists: number[][]) => lists.map((list) => new Set(list));

/** The size of the smallest cover, by trying every subset. */
function smallestSize(reached: ReadonlySet<number>[]): number {
  const goals = new Set(reached.flatMap((set) => [...set]));
  let best = reached.length;
  for (let subset = 0; subset < 1 << reached.length; subset += 1) {
    const taken = reached.filter((_, index) => (subset & (1 << index)) !== 0);
    const covered = new Set(taken.flatMap((set) => [...set]));
    if (covered.size === goals.size) best = Math.min(best, taken.length);
  }
  return best;
}

describe("the smallest cover", () => {
  test.each([
    ["of nothing", [], []],
    ["of candidates that reach nothing", sets([], []), []],
    ["leaves out what another reaches too", sets([1], [1, 2], [2]), [1]],
    ["is not the greedy one", sets([1, 2, 3, 4], [1, 2, 5], [3, 4, 6]), [1, 2]],
  ])("%s", (_, reached, taken) => {
    expect(smallestCover(reached)).toEqual(taken);
  });

  test("is as small as that found by trying every subset", () => {
    const anySets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 8 })), { maxLength: 9 });
    fc.assert(
      fc.property(anySets, (lists) => {
        const reached = sets(...lists);
        const taken = smallestCover(reached);
        const covered = new Set(taken.flatMap((index) => [...(reached[index] as Set<number>)]));
        expect(covered).toEqual(new Set(lists.flat()));
        expect(taken.length).toBe(smallestSize(reached));
      }),
      { numRuns: 200 },
    );
  });
});
