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

  /** Done when no disturbance is under way. */
  async settled(): Promise<void> {
    await this.#current;
  }

  /** Told how many payments are done, begins the next disturbance when it is time. */
  reach(done: number, crew: Crew): void {
    const { disturbances, onProgress } = this.#options;
    onProgress?.({ done, payments: this.#payments, disturbances: this.done });
    const isDue = done >= (this.#payments * (this.done + 0.5)) / (disturbances + 1);
    if (this.#current !== undefined || this.done >= disturbances || !isDue) return;
    this.#current = this.#disturb(crew).then(
      () => {
        this.done += 1;
        this.#current = undefined;
      },
      (fault: unknown) => this.#fail(fault),
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
