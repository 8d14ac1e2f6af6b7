import type { Rule, SpendingPolicy } from "@spendrail/model";
import { isEqual } from "../lint/reach/covers.js";
import type { Space } from "./compare.js";
import { type Counted, type Dominance, dominates, stopsNothing } from "./dominates.js";
import type { Moment } from "./moments.js";

const GATES: ReadonlySet<string> = new Set(["allow", "block", "schedule"]);
const STOPPING: ReadonlySet<string> = new Set(["limit", "velocity", "approval", "duplicate", "drift", "reserve"]);

/** The rules of a child, set against those that its parent has of its own. */
export class RulePairs {
  readonly #child: SpendingPolicy;
  readonly #parent: SpendingPolicy;
  readonly #space: Space;
  /** Indices of the rules that the parent has and the child has not. */
  readonly #own: readonly number[];
  /** Whether both block, allow and are valid alike. */
  readonly #sameGates: boolean;
  readonly #dominance = new Map<string, Dominance>();

  constructor(child: SpendingPolicy, parent: SpendingPolicy, space: Space) {
    this.#child = child;
    this.#parent = parent;
    this.#space = space;
    const sameTime = child.timeZone === parent.timeZone && child.weekStartsOn === parent.weekStartsOn;
    const has = (rules: readonly Rule[], rule: Rule) => sameTime && rules.some((one) => isEqual(one, rule));
    this.#own = [...parent.rules.keys()].filter((index) => !has(child.rules, parent.rules[index] as Rule));
    const gates = ({ rules }: SpendingPolicy) => rules.filter(({ kind }) => GATES.has(kind));
    this.#sameGates =
      gates(parent).every((rule) => has(child.rules, rule)) &&
      gates(child).every((rule) => has(parent.rules, rule)) &&
      child.validFrom === parent.validFrom &&
      child.validUntil === parent.validUntil;
  }

  /** Whether the parent can be stricter: something else is blocked or allowed, or one of its own rules applies. */
  mayDiffer(moment: Moment, shape: number): boolean {
    return !this.#sameGates || this.#own.some((index) => this.#applies(this.#parent, index, moment, shape));
  }

  /** The rules of the parent that apply, and that no rule of the child that applies makes up for. */
  doubts(moment: Moment, shape: number): { rule: number; refundsOnly: boolean }[] {
    return this.#own.flatMap((index) => {
      const rule = this.#parent.rules[index] as Rule;
      if (!STOPPING.has(rule.kind) || !this.#applies(this.#parent, index, moment, shape)) return [];
      if (stopsNothing(rule) && this.#space.options.missing !== "deny") return [];
      const found = [...this.#child.rules.keys()]
        .filter((own) => this.#applies(this.#child, own, moment, shape))
        .map((own) => this.#dominates(own, index));
      return found.includes("yes") ? [] : [{ rule: index, refundsOnly: found.includes("refunds") }];
    });
  }

  #applies(policy: SpendingPolicy, index: number, moment: Moment, shape: number): boolean {
    return isInForce(moment, policy, index) && this.#space.takes(policy.rules[index] as Rule)[shape] === true;
  }

  #dominates(own: number, index: number): Dominance {
    const key = `${own} ${index}`;
    const known = this.#dominance.get(key);
    if (known !== undefined) return known;
    const [strict, other] = [this.#child.rules[own] as Rule, this.#parent.rules[index] as Rule];
    const found = dominates(strict, other, this.#counted(own, index), this.#child, this.#parent);
    this.#dominance.set(key, found);
    return found;
  }

  /** Which spends each of two rules counts, of every kind of payment at every kind of time. */
  #counted(own: number, index: number): Counted {
    const { moments, takes } = this.#space;
    const mine = takes(this.#child.rules[own] as Rule);
    const theirs = takes(this.#parent.rules[index] as Rule);
    const times = moments.map((moment) => ({
      mine: isInForce(moment, this.#child, own),
      theirs: isInForce(moment, this.#parent, index),
    }));
    const all = theirs.every((takes, shape) => !takes || mine[shape]) && times.every((one) => !one.theirs || one.mine);
    const rest = mine.every((takes, shape) => !takes || theirs[shape]) && times.every((one) => !one.mine || one.theirs);
    return { all, same: all && rest };
  }
}

function isInForce({ inForce }: Moment, policy: SpendingPolicy, rule: number): boolean {
  return inForce.get(policy)?.[rule] === true;
}
