/**
 * The number of single-character edits (insert, delete, replace, swap of neighbours) between two words, when it is at
 * most `most`; else `most + 1`. Takes time in the product of the lengths.
 */
function editDistance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j - 1] ?? 0) + 1, (previous[j] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? most + 1;
}

/** The candidates that a person may have meant by a mistyped word, nearest first, at most three. Words over 40 characters have none. */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  const typed = word.toLowerCase();
  if (typed.length > 40 || typed.length < 3) return [];
  const most = typed.length < 5 ? 1 : typed.length < 9 ? 2 : 3;
  const found: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - typed.length) > most) continue;
    const known = candidate.toLowerCase();
    // Short words are near to ever so many others; a slip seldom spares their first letter.
    if (typed.length < 6 && known[0] !== typed[0]) continue;
    const distance = editDistance(typed, known, most);
    if (distance <= most) found.push({ candidate, distance });
  }
  return found
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
