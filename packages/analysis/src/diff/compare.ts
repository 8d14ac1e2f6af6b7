import type { CompiledPolicy, EngineOptions } from "@spendrail/engine";
import type { Decision, Rule, SpendingPolicy } from "@spendrail/model";
import { probe, rememberSelections } from "../shape/probe.js";
import { type Shape, shapesOf } from "../shape/shape.js";
import { type Moment, momentsOf } from "./moments.js";
import { RulePairs } from "./rule-pairs.js";

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
  /** For each shape: whether a rule takes it in, whatever the time. */
  takes(rule: Rule): readonly boolean[];
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
  return { ok: true, space: { shapes, moments, options, takes: rememberSelections(shapes, a, options) } };
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
export function compare(child: ValidPolicy, parent: ValidPolicy, space: Space): Doubt[] {
  const { shapes, moments } = space;
  const rules = new RulePairs(child.policy, parent.policy, space);
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
