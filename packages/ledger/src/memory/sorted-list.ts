interface Place {
  readonly key: string;
  readonly atMs: number;
}

/** Keys in the order of their instants. Adding at the end, which is the rule, takes constant time. */
export class SortedList {
  readonly #places: Place[] = [];
  readonly #atMs = new Map<string, number>();

  add(key: string, atMs: number): void {
    this.#atMs.set(key, atMs);
    const place = { key, atMs };
    this.#places.splice(this.#firstNotBefore(place), 0, place);
  }

  remove(key: string): void {
    const atMs = this.#atMs.get(key);
    if (atMs === undefined) return;
    this.#atMs.delete(key);
    this.#places.splice(this.#firstNotBefore({ key, atMs }), 1);
  }

  /** Places in `[fromMs, toMs)` behind `after`, in the order asked for. */
  page(query: {
    order: "oldest" | "newest";
    fromMs: number | undefined;
    toMs: number | undefined;
    after: Place | undefined;
    limit: number;
  }): readonly Place[] {
    const { order, fromMs, toMs, after, limit } = query;
    let from = fromMs === undefined ? 0 : this.#firstNotBefore({ atMs: fromMs, key: "" });
    let to = toMs === undefined ? this.#places.length : this.#firstNotBefore({ atMs: toMs, key: "" });
    if (after !== undefined) {
      const place = this.#firstNotBefore(after);
      const found = this.#places[place];
      const isThere = found !== undefined && compare(found, after) === 0;
      if (order === "oldest") from = Math.max(from, isThere ? place + 1 : place);
      else to = Math.min(to, place);
    }
    if (order === "oldest") return this.#places.slice(from, Math.min(to, from + limit));
    return this.#places.slice(Math.max(from, to - limit), Math.max(from, to)).reverse();
  }

  #firstNotBefore(place: Place): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.#places[middle] as Place, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(a: Place, b: Place): number {
  if (a.atMs !== b.atMs) return a.atMs - b.atMs;
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}
