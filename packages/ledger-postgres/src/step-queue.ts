import type { Answer, Commit, Step } from "@spendrail/ledger";
import { accountsOf } from "./step-request.js";

interface Waiting {
  readonly step: Step;
  readonly accounts: ReadonlySet<string>;
  answer(answer: Answer<Commit>): void;
}

/** Steps that go to the server in one call. */
interface Group {
  readonly accounts: ReadonlySet<string>;
  readonly waiting: readonly Waiting[];
}

/** The most steps of a call: it takes several locks for each, of which a server has a few thousand. */
const MOST_STEPS = 64;
/** The most calls at a time: fewer than a pool has connections by default, so that reads find one. */
const MOST_CALLS = 8;

/**
 * Steps of one process that concern the same account take turns here rather than on the server's locks: while a call for an
 * account is under way, further steps for it wait, and go together in the next call, with one commit. Steps of other accounts
 * pass them; when there are more of these than calls at a time, they share calls too, rather than wait for a connection.
 */
export class StepQueue {
  readonly #apply: (steps: readonly Step[]) => Promise<readonly Answer<Commit>[]>;
  readonly #busy = new Set<string>();
  #calls = 0;
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
      const most = MOST_CALLS - this.#calls;
      const calls = shared(this.#ready(most * MOST_STEPS), most);
      const sent = new Set(calls.flatMap(({ waiting }) => waiting));
      this.#waiting = this.#waiting.filter((one) => !sent.has(one));
      for (const call of calls) void this.#send(call);
    });
  }

  /**
   * What could be sent, in the order in which it came: a step that has to wait holds up later ones of its accounts.
   *
   * @param most steps to look for
   */
  #ready(most: number): readonly Group[] {
    const held = new Set(this.#busy);
    let groups: readonly Group[] = [];
    let found = 0;
    for (const one of this.#waiting) {
      if (found >= most) break;
      const isHeld = meet(held, one.accounts);
      const joined = isHeld ? [] : groups.filter(({ accounts }) => meet(accounts, one.accounts));
      const size = joined.reduce((sum, { waiting }) => sum + waiting.length, 1);
      if (isHeld || size > MOST_STEPS) {
        for (const account of one.accounts) held.add(account);
      } else {
        const group = [...joined, { accounts: one.accounts, waiting: [one] }].reduce(merged);
        groups = [...groups.filter((other) => !joined.includes(other)), group];
        found += 1;
      }
    }
    return groups;
  }

  async #send({ accounts, waiting }: Group): Promise<void> {
    this.#calls += 1;
    for (const account of accounts) this.#busy.add(account);
    const answers = await this.#apply(waiting.map(({ step }) => step));
    for (const account of accounts) this.#busy.delete(account);
    this.#calls -= 1;
    for (const [index, { answer }] of waiting.entries()) answer(answers[index] as Answer<Commit>);
    if (this.#waiting.length > 0) this.#schedule();
  }
}

/** Groups as at most so many calls; those that find no room in one are left out. */
function shared(groups: readonly Group[], most: number): readonly Group[] {
  const calls = groups.slice(0, most);
  for (const [index, group] of groups.slice(most).entries()) {
    const place = index % Math.max(1, most);
    const call = calls[place];
    if (call !== undefined && call.waiting.length + group.waiting.length <= MOST_STEPS) {
      calls[place] = merged(call, group);
    }
  }
  return calls;
}

function merged(a: Group, b: Group): Group {
  return { accounts: new Set([...a.accounts, ...b.accounts]), waiting: [...a.waiting, ...b.waiting] };
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const each of b) if (a.has(each)) return true;
  return false;
}
