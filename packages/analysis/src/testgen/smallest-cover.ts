/** The search ends after this many branches. */
const MOST_TRIED = 20_000;

/**
 * The fewest candidates that together reach everything that all of them reach. The search goes branch by branch; one that
 * takes too long ends with the best cover found, which has no candidate to spare.
 *
 * @param reached what each candidate reaches
 * @returns the positions of those taken, ascending
 */
export function smallestCover(reached: readonly ReadonlySet<number>[]): number[] {
  const goals = new Set(reached.flatMap((set) => [...set]));
  let best = greedyCover(reached, goals);
  let tried = 0;
  const search = (left: ReadonlySet<number>, taken: readonly number[]): void => {
    tried += 1;
    if (left.size === 0) {
      if (taken.length < best.length) best = [...taken];
      return;
    }
    const most = Math.max(...reached.map((set) => intersection(set, left)));
    if (taken.length + Math.ceil(left.size / most) >= best.length || tried > MOST_TRIED) return;
    for (const candidate of candidatesFor(rarest(left, reached), reached, left)) {
      search(without(left, reached[candidate] as ReadonlySet<number>), [...taken, candidate]);
    }
  };
  search(goals, []);
  return best.sort((a, b) => a - b);
}

/** The goal that the fewest candidates reach: the search branches least there. */
function rarest(left: ReadonlySet<number>, reached: readonly ReadonlySet<number>[]): number {
  let found = -1;
  let fewest = Number.POSITIVE_INFINITY;
  for (const goal of left) {
    const count = reached.filter((set) => set.has(goal)).length;
    if (count < fewest) [found, fewest] = [goal, count];
  }
  return found;
}

/** Those that reach a goal, the most useful first. */
function candidatesFor(goal: number, reached: readonly ReadonlySet<number>[], left: ReadonlySet<number>): number[] {
  return [...reached.keys()]
    .filter((candidate) => reached[candidate]?.has(goal))
    .map((candidate) => ({ candidate, use: intersection(reached[candidate] as ReadonlySet<number>, left) }))
    .sort((a, b) => b.use - a.use)
    .map(({ candidate }) => candidate);
}

/** Whatever reaches the most of what is left, one after the other; then those are given back that the others make up for. */
function greedyCover(reached: readonly ReadonlySet<number>[], goals: ReadonlySet<number>): number[] {
  let taken: number[] = [];
  let left = goals;
  while (left.size > 0) {
    const uses = reached.map((set) => intersection(set, left));
    const candidate = uses.indexOf(Math.max(...uses));
    taken.push(candidate);
    left = without(left, reached[candidate] as ReadonlySet<number>);
  }
  for (const candidate of [...taken]) {
    const others = taken.filter((other) => other !== candidate);
    if (others.reduce((rest, other) => without(rest, reached[other] as ReadonlySet<number>), goals).size === 0)
      taken = others;
  }
  return taken;
}

function intersection(set: ReadonlySet<number>, left: ReadonlySet<number>): number {
  let count = 0;
  for (const goal of set) if (left.has(goal)) count += 1;
  return count;
}

function without(goals: ReadonlySet<number>, set: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...goals].filter((goal) => !set.has(goal)));
}
