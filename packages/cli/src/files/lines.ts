/** Where lines start. Line breaks are `\n`, `\r\n` and `\r`, as the language counts them. */
export class Lines {
  readonly #text: string;
  readonly #starts = [0];

  constructor(text: string) {
    this.#text = text;
    for (const match of text.matchAll(/\r\n|\r|\n/g)) this.#starts.push(match.index + match[0].length);
  }

  /** Line and column, both from 1, of an offset; columns in UTF-16 units. */
  placeOf(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** The text of a line, from 1, without its break. */
  textOf(line: number): string {
    return this.#text.slice(this.#starts[line - 1], this.#starts[line]).replace(/[\r\n]+$/, "");
  }
}
