import { sha256Hex } from "@spendrail/ledger";
import type { Crew } from "./crew.js";
import type { TortureOptions } from "./torture.js";

/** The disturbances of a run, one after the other. */
export class Harm {
  done = 0;
  readonly #options: TortureOptions;
  readonly #payments: number;
  /** Rejected when a disturbance is. */
  readonly failed: Promise<never>;
  #fail: (fault: unknown) => void = () => undefined;
  #current: Promise<void> | undefined;
  #reached = 0;
  #drawn = 0;

  constructor(options: TortureOptions, payments: number) {
    this.#options = options;
    this.#payments = payments;
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // It may come after everything is over, when nobody waits for it any more.
    this.failed.catch(() => undefined);
  }

  /** Done when every disturbance that is due is over. */
  async settled(): Promise<void> {
    while (this.#current !== undefined) await this.#current;
  }

  /** Told how many payments are done, begins the next disturbance when it is time. */
  reach(reached: number, crew: Crew): void {
    this.#reached = reached;
    this.#options.onProgress?.({ done: reached, payments: this.#payments, disturbances: this.done });
    if (this.#current === undefined) this.#begin(crew);
  }

  #begin(crew: Crew): void {
    const { disturbances } = this.#options;
    const isDue = this.#reached >= (this.#payments * (this.done + 0.5)) / (disturbances + 1);
    this.#current = undefined;
    if (this.done >= disturbances || !isDue) return;
    this.#current = this.#disturb(crew).then(
      () => {
        this.done += 1;
        this.#begin(crew);
      },
      (fault: unknown) => {
        this.#current = undefined;
        this.#fail(fault);
      },
    );
  }

  #disturb(crew: Crew): Promise<void> {
    const { processes, disturb, seed } = this.#options;
    const random = (most: number) => {
      this.#drawn += 1;
      return Number.parseInt(sha256Hex(`${seed} ${this.#drawn}`).slice(0, 8), 16) % most;
    };
    return disturb({ nth: this.done, processes, random, killProcess: (index) => crew.kill(index) });
  }
}
