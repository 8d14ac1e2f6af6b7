import type { Answer, Commit, Step } from "@spendrail/ledger";
import { accountsOf } from "./step-request.js";

interface Waiting {
  readonly step: Step;
  readonly accounts: ReadonlySet<string>;
  answer(answer: Answer<Commit>): void;
}

/** Steps that have accounts in common, and go to the server in one call. */
interface Group {
  accounts: Set<string>;
  waiting: Waiting[];
}

/** The most steps of a call: it takes as many locks, of which a server has a few thousand. */
const MOST_STEPS = 64;

/**
 * Steps of one process that concern the same account take turns here rather than on the server's locks: while a call for an account
 * is under way, further steps for it wait, and go together in the next call, with one commit. Steps of other accounts pass them.
 */
export class StepQueue {
  readonly #apply: (steps: readonly Step[]) => Promise<readonly Answer<Commit>[]>;
  readonly #busy = new Set<string>();
  #waiting: Waiting[] = [];
  #isScheduled = false;

  /** @param apply sends the steps in one call and answers for each, in their order; never rejects */
  constructor(apply: (steps: readonly Step[]) => Promise<readonly Answer<Commit>[]>) {
    this.#apply = apply;
  }

  add(step: Step): Promise<Answer<Commit>> {
    return new Promise((resolve) => {
      this.#waiting.push({ step, accounts: accountsOf(step), answer: resolve });
      this.#schedule();
    });
  }

  /** At the end of the turn: steps that come together are in by then. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      for (const group of this.#ready()) void this.#send(group);
    });
  }

  /** Takes out what can be sent, in the order in which it came: a step that has to wait holds up later ones of its accounts. */
  #ready(): readonly Group[] {
    const held = new Set(this.#busy);
    const groups = new Set<Group>();
    const waiting: Waiting[] = [];
    for (const one of this.#waiting) {
      const joined = [...groups].filter(({ accounts }) => meet(accounts, one.accounts));
      const size = joined.reduce((sum, group) => sum + group.waiting.length, 1);
      if (size > MOST_STEPS || meet(held, one.accounts)) {
        for (const account of one.accounts) held.add(account);
        waiting.push(one);
        continue;
      }
      for (const group of joined) groups.delete(group);
      groups.add({
        accounts: new Set([...joined.flatMap(({ accounts }) => [...accounts]), ...one.accounts]),
        waiting: [...joined.flatMap((group) => group.waiting), one],
      });
    }
    this.#waiting = waiting;
    return [...groups];
  }

  async #send({ accounts, waiting }: Group): Promise<void> {
    for (const account of accounts) this.#busy.add(account);
    const answers = await this.#apply(waiting.map(({ step }) => step));
    for (const account of accounts) this.#busy.delete(account);
    for (const [index, { answer }] of waiting.entries()) answer(answers[index] as Answer<Commit>);
    if (this.#waiting.length > 0) this.#schedule();
  }
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const each of b) if (a.has(each)) return true;
  return false;
}
