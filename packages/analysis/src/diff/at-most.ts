import type { CompiledPolicy, EngineOptions } from "@spendrail/engine";
import type { Decision, Rule, SpendingPolicy } from "@spendrail/model";
import { isEqual } from "../lint/reach/covers.js";
import { probe, selections } from "../shape/probe.js";
import { type Shape, shapesOf } from "../shape/shape.js";
import { type Counted, dominates } from "./dominates.js";
import { type Moment, momentsOf } from "./moments.js";

/** Where a child might permit what its parent does not. */
export interface Doubt {
  /** Index of the parent's rule that nothing in the child makes up for; absent where it is the parent's validity. */
  readonly rule?: number;
  readonly shape: Shape;
  readonly moment: Moment;
  /** Whether the child makes up for it as long as nothing is refunded. */
  readonly refundsOnly: boolean;
}

/** What two policies are compared on. */
export interface Space {
  readonly shapes: readonly Shape[];
  readonly moments: readonly Moment[];
  readonly options: EngineOptions;
}

export interface ValidPolicy {
  readonly compiled: CompiledPolicy;
  readonly policy: SpendingPolicy;
}

/** Every kind of payment and time of two policies; or why they cannot be gone through. */
export function spaceOf(
  a: SpendingPolicy,
  b: SpendingPolicy,
  options: EngineOptions,
): { ok: true; space: Space } | { ok: false; reason: string } {
  if (a.currency !== b.currency) {
    const reason = "The policies are in different currencies, and nothing says what one is worth in the other.";
    return { ok: false, reason };
  }
  const shapes = shapesOf([a, b], options);
  if (shapes === undefined) {
    return { ok: false, reason: "The policies tell more kinds of payments apart than can be gone through." };
  }
  const moments = momentsOf(a, b);
  if (moments === undefined) return { ok: false, reason: "The policies have schedules in different time zones." };
  return { ok: true, space: { shapes, moments, options } };
}

/** How strict a decision is: what is allowed, what one person must allow, what more must, what is refused. */
export function strictness({ outcome, approvers = 1 }: Decision): number {
  if (outcome === "approve") return 0;
  return outcome === "deny" ? Number.POSITIVE_INFINITY : approvers;
}

/**
 * Compares a child with its parent: for every kind of payment that they can tell apart, at every kind of time, whatever was
 * spent before. A payment that the child denies at its smallest, with nothing spent, it denies always. Otherwise every rule
 * of the parent that applies must be made up for by a rule of the child.
 */
export function compare(child: ValidPolicy, parent: ValidPolicy, { shapes, moments, options }: Space): Doubt[] {
  const rules = new RulePairs(child.policy, parent.policy, shapes, moments, options);
  const doubts = moments.flatMap((moment) =>
    shapes.flatMap((shape, position) => {
      if (!rules.mayDiffer(moment, position)) return [];
      const ofChild = strictness(probe(child.compiled, shape, moment.atMs));
      if (ofChild === Number.POSITIVE_INFINITY) return [];
      const ofParent = probe(parent.compiled, shape, moment.atMs);
      if (strictness(ofParent) > ofChild) {
        const rule = ofParent.rule === undefined ? {} : { rule: ofParent.rule };
        return [{ ...rule, shape, moment, refundsOnly: false }];
      }
      return rules.doubts(moment, position).map((doubt) => ({ ...doubt, shape, moment }));
    }),
  );
  return doubts;
}

class RulePairs {
  readonly #child: SpendingPolicy;
  readonly #parent: SpendingPolicy;
  readonly #shapes: readonly Shape[];
  readonly #moments: readonly Moment[];
  readonly #options: EngineOptions;
  /** Indices of the rules that the parent has and the child has not. */
  readonly #own: readonly number[];
  /** Whether both block, allow and are valid alike. */
  readonly #sameGates: boolean;
  readonly #taken = new Map<Rule, readonly boolean[]>();
  readonly #dominance = new Map<string, "yes" | "no" | "refunds">();

  constructor(
    child: SpendingPolicy,
    parent: SpendingPolicy,
    shapes: readonly Shape[],
    moments: readonly Moment[],
    options: EngineOptions,
  ) {
    this.#child = child;
    this.#parent = parent;
    this.#shapes = shapes;
    this.#moments = moments;
    this.#options = options;
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
  mayDiffer(moment: Moment, position: number): boolean {
    if (!this.#sameGates) return true;
    return this.#own.some(
      (index) =>
        isInForce(moment, this.#parent, index) &&
        this.#takes(this.#parent.rules[index] as Rule, this.#parent)[position],
    );
  }

  /** The rules of the parent that apply, and that no rule of the child that applies makes up for. */
  doubts(moment: Moment, position: number): { rule: number; refundsOnly: boolean }[] {
    return this.#own.flatMap((index) => {
      const rule = this.#parent.rules[index] as Rule;
      if (
        !isInForce(moment, this.#parent, index) ||
        !STOPPING.has(rule.kind) ||
        !this.#takes(rule, this.#parent)[position]
      )
        return [];
      const found = this.#child.rules
        .map((_, own) => own)
        .filter(
          (own) =>
            isInForce(moment, this.#child, own) && this.#takes(this.#child.rules[own] as Rule, this.#child)[position],
        )
        .map((own) => this.#dominates(own, index));
      if (found.includes("yes") || this.#isVacuous(rule, index)) return [];
      return [{ rule: index, refundsOnly: found.includes("refunds") }];
    });
  }

  /** Whether the rule stops nothing that is not stopped without it. */
  #isVacuous(rule: Rule, index: number): boolean {
    if (this.#options.missing === "deny") return false;
    const nothing: Rule = { kind: "alert", at: "1" };
    return (rule.kind === "drift" || rule.kind === "reserve") && this.#dominates(-1, index, nothing) === "yes";
  }

  #dominates(own: number, index: number, strict = this.#child.rules[own] as Rule): "yes" | "no" | "refunds" {
    const key = `${own} ${index}`;
    const known = this.#dominance.get(key);
    if (known !== undefined) return known;
    const other = this.#parent.rules[index] as Rule;
    const counted = own < 0 ? { all: false, same: false } : this.#counted(own, index);
    const found = dominates(strict, other, counted, this.#child, this.#parent);
    this.#dominance.set(key, found);
    return found;
  }

  /** Which spends each of two rules counts, of every kind of payment at every kind of time. */
  #counted(own: number, index: number): Counted {
    const mine = this.#takes(this.#child.rules[own] as Rule, this.#child);
    const theirs = this.#takes(this.#parent.rules[index] as Rule, this.#parent);
    const times = this.#moments.map((moment) => ({
      mine: isInForce(moment, this.#child, own),
      theirs: isInForce(moment, this.#parent, index),
    }));
    const all =
      theirs.every((takes, position) => !takes || mine[position]) && times.every((one) => !one.theirs || one.mine);
    const rest =
      mine.every((takes, position) => !takes || theirs[position]) && times.every((one) => !one.mine || one.theirs);
    return { all, same: all && rest };
  }

  #takes(rule: Rule, policy: SpendingPolicy): readonly boolean[] {
    const known = this.#taken.get(rule);
    if (known !== undefined) return known;
    const taken = selections(rule, this.#shapes, policy, this.#options);
    this.#taken.set(rule, taken);
    return taken;
  }
}

function isInForce({ inForce }: Moment, policy: SpendingPolicy, rule: number): boolean {
  return inForce.get(policy)?.[rule] === true;
}

const GATES: ReadonlySet<string> = new Set(["allow", "block", "schedule"]);
const STOPPING: ReadonlySet<string> = new Set(["limit", "velocity", "approval", "duplicate", "drift", "reserve"]);
