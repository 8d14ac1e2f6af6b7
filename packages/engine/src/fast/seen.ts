/** So many texts are remembered, and then it starts anew: what payments say must not fill the memory. */
const MOST = 1024;

/** Texts that were checked before: names, merchants and codes come again and again, and a look-up is quicker than a check. */
export class Seen {
  readonly #texts = new Set<string>();

  /** @param check what it takes for a text to be remembered */
  passes(text: unknown, check: (text: string) => boolean): text is string {
    if (typeof text !== "string") return false;
    if (this.#texts.has(text)) return true;
    if (!check(text)) return false;
    if (this.#texts.size >= MOST) this.#texts.clear();
    this.#texts.add(text);
    return true;
  }
}
