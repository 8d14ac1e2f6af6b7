import { compilePolicy, type EngineOptions } from "@spendrail/engine";
import type { Rule, SpendingPolicy } from "@spendrail/model";
import { probe, rememberSelections } from "../shape/probe.js";
import { type Shape, shapesOf } from "../shape/shape.js";
import type { Interval } from "./intervals.js";
import { clockOf, type Phase, phasesOf } from "./phases.js";

/** A policy in a period: all kinds of payments, all kinds of times, and what the evaluator says of them. */
export interface Field {
  readonly policy: SpendingPolicy;
  readonly options: EngineOptions;
  readonly period: Interval;
  readonly shapes: readonly Shape[];
  readonly phases: readonly Phase[];
  /** Whether the kinds of payments are too many to go through, so that only rules without a selector are counted. */
  readonly isCoarse: boolean;
  /** Whether a shape passes blocks, allow lists and schedules at an instant. */
  passes(shape: Shape, atMs: number): boolean;
  /** Whether a rule is in force at an instant. */
  isInForce(rule: number, atMs: number): boolean;
  /** Whether a rule takes a shape in, whatever the time. */
  takes(rule: number, shape: Shape): boolean;
}

const ANY_PAYMENT: Shape = {
  facts: {},
  known: false,
  merchants: [],
  categories: [],
  open: ["merchant", "category", "recipient"],
};

const GATES: ReadonlySet<string> = new Set(["allow", "block", "schedule"]);

/** @param policy and options are valid */
export function fieldOf(policy: SpendingPolicy, period: Interval, options: EngineOptions): Field {
  const found = shapesOf([policy], options);
  const isCoarse = found === undefined;
  const shapes = found ?? [ANY_PAYMENT];
  const gates = policy.rules.filter((rule) =>
    isCoarse ? rule.kind === "schedule" && !rule.except : GATES.has(rule.kind),
  );
  const gate = compilePolicy({ ...policy, rules: gates }, options);
  const clock = clockOf(policy);
  const passing = new Map<string, Map<Shape, boolean>>();
  const taking = new Map<number, ReadonlySet<Shape>>();
  const select = rememberSelections(shapes, policy, options);
  const takenBy = (index: number) => {
    const rule = policy.rules[index] as Rule;
    const asks = rule.except !== undefined || ("on" in rule && rule.on !== undefined);
    if (isCoarse) return new Set(asks ? [] : shapes);
    const taken = select(rule);
    return new Set(shapes.filter((_, position) => taken[position]));
  };
  return {
    policy,
    options,
    period,
    shapes,
    phases: phasesOf(policy, period),
    isCoarse,
    passes(shape, atMs) {
      const { key } = clock.at(atMs);
      const known = passing.get(key) ?? new Map<Shape, boolean>();
      passing.set(key, known);
      const passes = known.get(shape) ?? probe(gate, shape, atMs).outcome !== "deny";
      known.set(shape, passes);
      return passes;
    },
    isInForce: (rule, atMs) => clock.at(atMs).inForce[rule] === true,
    takes(index, shape) {
      const taken = taking.get(index) ?? takenBy(index);
      taking.set(index, taken);
      return taken.has(shape);
    },
  };
}
