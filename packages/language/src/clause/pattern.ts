/**
 * Statement patterns: word classes in order, `?` after an optional one, `(a|b)` for alternatives. They describe a clause
 * after its modifiers (periods, times, dates, selectors beside an amount) and words that say nothing are set aside, so
 * that one pattern covers every order of those.
 */
function expand(pattern: string): string[] {
  return pattern
    .trim()
    .split(/\s+/)
    .reduce<string[]>(
      (prefixes, part) => {
        const optional = part.endsWith("?");
        const options = (optional ? part.slice(0, -1) : part).replace(/^\(|\)$/g, "").split("|");
        if (optional) options.push("");
        return prefixes.flatMap((prefix) => options.map((option) => `${prefix} ${option}`.trim()));
      },
      [""],
    );
}

/** Finds what a skeleton means. Two patterns for the same skeleton are a mistake in the tables and throw. */
export function patternTable<Meaning>(entries: Iterable<readonly [string, Meaning]>): ReadonlyMap<string, Meaning> {
  const table = new Map<string, Meaning>();
  for (const [pattern, meaning] of entries) {
    for (const skeleton of expand(pattern)) {
      if (table.has(skeleton) && JSON.stringify(table.get(skeleton)) !== JSON.stringify(meaning))
        throw new Error(`two meanings for "${skeleton}"`);
      table.set(skeleton, meaning);
    }
  }
  return table;
}
