import { isPlainHost } from "@spendrail/model";

/** So many merchants are remembered, and then it starts anew: what payments say must not fill the memory. */
const MOST = 4096;

/** A merchant, and what a policy of plain rules makes of it whatever the payment. */
export interface Interned {
  /** In canonical form. */
  readonly id: string;
  /** Whether the plain lists let it be paid. */
  readonly isLetIn: boolean;
  /** The end of the sentence that says it is: ` USD to 'openai.com' approved`. */
  readonly approved: string;
}

/** The merchants that payments name: one look-up for all that there is to know about each. */
export class Merchants {
  readonly #known = new Map<string, Interned>();
  readonly #currency: string;
  readonly #isLetIn: (id: string) => boolean;

  constructor(currency: string, isLetIn: (id: string) => boolean) {
    this.#currency = currency;
    this.#isLetIn = isLetIn;
  }

  /** @returns `undefined` for a text that is not in canonical form for certain */
  find(text: string): Interned | undefined {
    const known = this.#known.get(text);
    if (known !== undefined || !isPlainHost(text)) return known;
    const fresh = { id: text, isLetIn: this.#isLetIn(text), approved: ` ${this.#currency} to '${text}' approved` };
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(text, fresh);
    return fresh;
  }
}
