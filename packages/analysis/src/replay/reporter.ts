import type { Decision, Payment } from "@spendrail/model";
import type { NearLimit } from "./near-limit.js";
import type { DecidedBy, Flip, NearMiss, Outcome, ReplayReport, Verdict } from "./report.js";
import { MOST_LISTED } from "./report.js";
import { type Money, RunningTally } from "./tally.js";

/** One payment as both sides decided it. */
export interface Comparison {
  readonly line: number;
  readonly payment: Payment;
  readonly money: Money;
  /** Absent: what happened. */
  readonly before: Decision | undefined;
  readonly after: Decision;
  readonly near: readonly NearLimit[];
}

type Change = "newlyAllowed" | "newlyBlocked" | "newlyAsked" | "noLongerAsked";

/** Adds up comparisons to a report. What it keeps does not grow with the number of payments. */
export class Reporter {
  readonly #outcomes = outcomeTallies();
  readonly #baseline = outcomeTallies();
  readonly #changes: Record<Change, RunningTally> = {
    newlyAllowed: new RunningTally(),
    newlyBlocked: new RunningTally(),
    newlyAsked: new RunningTally(),
    noLongerAsked: new RunningTally(),
  };
  readonly #decidedBy = new Map<string, { decision: Decision; tally: RunningTally }>();
  readonly #flips: Flip[] = [];
  readonly #nearMisses: NearMiss[] = [];
  #payments = 0;
  #flipCount = 0;
  #nearMissCount = 0;
  #from: string | undefined;
  #to: string | undefined;

  /** Returns the flip, where the outcomes differ. */
  add({ line, payment: { at, id }, money, before, after, near }: Comparison): Flip | undefined {
    this.#payments += 1;
    this.#from ??= at;
    this.#to = at;
    this.#outcomes[after.outcome].add(money);
    this.#baseline[before?.outcome ?? "approve"].add(money);
    this.#decided(after, money);
    for (const limit of near) {
      this.#nearMissCount += 1;
      if (this.#nearMisses.length < MOST_LISTED) this.#nearMisses.push({ line, id, at, ...limit });
    }
    const change = changeOf(before?.outcome ?? "approve", after.outcome);
    if (change === undefined) return undefined;
    this.#changes[change].add(money);
    this.#flipCount += 1;
    const flip: Flip = { line, id, at, ...(before && { before: verdictOf(before) }), after: verdictOf(after) };
    if (this.#flips.length < MOST_LISTED) this.#flips.push(flip);
    return flip;
  }

  report(): ReplayReport {
    return {
      payments: this.#payments,
      ...(this.#from === undefined ? {} : { from: this.#from }),
      ...(this.#to === undefined ? {} : { to: this.#to }),
      outcomes: tallies(this.#outcomes),
      baseline: tallies(this.#baseline),
      ...tallies(this.#changes),
      flipCount: this.#flipCount,
      flips: this.#flips,
      decidedBy: this.#deciders(),
      nearMissCount: this.#nearMissCount,
      nearMisses: this.#nearMisses,
    };
  }

  #decided(decision: Decision, money: Money): void {
    const key = decision.rule === undefined ? decision.code : `${decision.rule} ${decision.code}`;
    const known = this.#decidedBy.get(key) ?? { decision, tally: new RunningTally() };
    this.#decidedBy.set(key, known);
    known.tally.add(money);
  }

  #deciders(): DecidedBy[] {
    return [...this.#decidedBy.values()]
      .map(({ decision: { code, rule }, tally }) => ({
        code,
        ...(rule === undefined ? {} : { rule }),
        ...tally.tally(),
      }))
      .sort((a, b) => (a.rule ?? -1) - (b.rule ?? -1) || (a.code < b.code ? -1 : 1));
  }
}

function outcomeTallies(): Record<Outcome, RunningTally> {
  return { approve: new RunningTally(), require_approval: new RunningTally(), deny: new RunningTally() };
}

function tallies<Key extends string>(running: Record<Key, RunningTally>) {
  const entries = Object.entries<RunningTally>(running).map(([key, tally]) => [key, tally.tally()]);
  return Object.fromEntries(entries) as Record<Key, ReturnType<RunningTally["tally"]>>;
}

function changeOf(before: Outcome, after: Outcome): Change | undefined {
  if (before === after) return undefined;
  if (after === "deny") return "newlyBlocked";
  if (before === "deny") return "newlyAllowed";
  return after === "require_approval" ? "newlyAsked" : "noLongerAsked";
}

function verdictOf({ outcome, code, message, rule }: Decision): Verdict {
  return { outcome, code, message, ...(rule === undefined ? {} : { rule }) };
}
