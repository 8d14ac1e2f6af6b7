import { type Entry, type Head, linkHash, type Step } from "@spendrail/ledger";

/** What a record's link will be if nobody else writes to the account first. */
export interface ForeseenLink {
  /** The hash before it. */
  readonly previous: string;
  readonly sequence: number;
  readonly hash: string;
}

type Tip = Pick<Head, "sequence" | "hash" | "latestMs">;

/** A step on its way, and where it would leave its accounts. */
export interface Foreseen {
  readonly step: Step;
  readonly atMs: number;
  /** One for each record; absent: the account is not known. */
  readonly links: readonly (ForeseenLink | undefined)[];
  readonly tips: ReadonlyMap<string, Tip>;
}

interface Watched {
  /** As the store last told. */
  known: Tip;
  /** Steps that were sent since, in order. */
  readonly sent: Set<Foreseen>;
  /** Where those leave the account; absent: to be worked out again, because one did not do what was foreseen. */
  tip: Tip | undefined;
}

const MOST_ACCOUNTS = 10_000;

/**
 * Foresees the links of the chain that the next steps will write, so that Redis need not hash. It is a guess and nothing rests on
 * it: the function in Redis takes a link only when the account stands where the guess says, and reckons it itself otherwise.
 */
export class Foresight {
  readonly #accounts = new Map<string, Watched>();

  /** What a step that is about to be sent will write, after all that were sent before it. */
  foresee(step: Step): Foreseen {
    const watched = this.#watchedBy(step);
    const tips = new Map([...watched].map(([account, { tip }]) => [account, tip as Tip]));
    const latest = step.instant.accounts.map((account) => tips.get(account)?.latestMs ?? 0);
    const atMs = Math.max(step.instant.atMs, ...latest);
    const links = step.records.map((entry) => follow(tips, entry, atMs));
    for (const account of step.advances ? step.moves : []) {
      const tip = tips.get(account);
      if (tip !== undefined) tips.set(account, { ...tip, latestMs: atMs });
    }
    const foreseen = { step, atMs, links, tips };
    for (const [account, one] of watched) {
      one.sent.add(foreseen);
      one.tip = tips.get(account);
    }
    return foreseen;
  }

  /** A step was applied. `heads`: where it left its accounts, told when that was foreseen wrongly. */
  applied(foreseen: Foreseen, heads?: ReadonlyMap<string, Tip>): void {
    for (const [account, one] of this.#watchedBy(foreseen.step)) {
      one.sent.delete(foreseen);
      one.known = heads?.get(account) ?? foreseen.tips.get(account) ?? one.known;
      if (heads !== undefined) one.tip = undefined;
    }
    for (const [account, head] of heads ?? []) this.learn(account, head);
  }

  /** A step wrote nothing. */
  refused(foreseen: Foreseen): void {
    for (const one of this.#watchedBy(foreseen.step).values()) {
      one.sent.delete(foreseen);
      one.tip = undefined;
    }
  }

  /** Nobody knows what became of a step. */
  lost({ step }: Foreseen): void {
    for (const account of accountsOf(step)) this.#accounts.delete(account);
  }

  /** The store told where an account stands; of one with steps on the way, these tell themselves. */
  learn(account: string, known: Tip): void {
    if ((this.#accounts.get(account)?.sent.size ?? 0) > 0) return;
    if (this.#accounts.size >= MOST_ACCOUNTS) this.#accounts.clear();
    this.#accounts.set(account, { known, sent: new Set(), tip: known });
  }

  #watchedBy(step: Step): Map<string, Watched> {
    const watched = new Map<string, Watched>();
    for (const account of accountsOf(step)) {
      const one = this.#accounts.get(account);
      if (one === undefined) continue;
      one.tip ??= tipAfter(account, one);
      watched.set(account, one);
    }
    return watched;
  }
}

/** Where the steps that are on the way leave an account. */
function tipAfter(account: string, { known, sent }: Watched): Tip {
  const tips = new Map([[account, known]]);
  for (const { step, atMs: foreseenMs } of sent) {
    const tip = tips.get(account) ?? known;
    const atMs = step.instant.accounts.includes(account) ? Math.max(foreseenMs, tip.latestMs) : foreseenMs;
    for (const entry of step.records) follow(tips, entry, atMs);
    const moved = tips.get(account) ?? known;
    if (step.advances && step.moves.includes(account)) tips.set(account, { ...moved, latestMs: atMs });
  }
  return tips.get(account) ?? known;
}

/** The link of a record behind its account's tip, which it becomes. */
function follow(tips: Map<string, Tip>, { account, type, digest }: Entry, atMs: number): ForeseenLink | undefined {
  const tip = tips.get(account);
  if (tip === undefined) return undefined;
  const sequence = tip.sequence + 1;
  const hash = linkHash({ previous: tip.hash, sequence, atMs, type, digest });
  tips.set(account, { ...tip, sequence, hash });
  return { previous: tip.hash, sequence, hash };
}

function accountsOf({ instant, moves, records }: Step): Set<string> {
  return new Set([...instant.accounts, ...moves, ...records.map(({ account }) => account)]);
}
