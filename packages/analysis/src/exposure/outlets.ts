import { compilePolicy, type EngineOptions } from "@spendrail/engine";
import type { Amount, Partition, SpendingPolicy } from "@spendrail/model";
import { probe, selections } from "../shape/probe.js";
import { type Shape, shapesOf } from "../shape/shape.js";
import { type Cap, capsOf } from "./caps.js";
import type { Share } from "./derivation.js";
import type { Interval } from "./intervals.js";
import { type Phase, phasesOf } from "./phases.js";

/** One budget of a cap: the whole of it, or that of one merchant, category or recipient. */
export interface Budget {
  /** Equal for the same budget of the same cap. */
  readonly key: string;
  readonly cap: Cap;
  /** The value whose budget it is, the empty string for payments that state none; absent where the cap is not split. */
  readonly partition?: string;
}

/** A way out for money: a kind of payment that passes blocks, allow lists and schedules at a kind of time. */
export interface Outlet {
  readonly shape: Shape;
  readonly phase: Phase;
  /** The largest single payment, in units of 10^-18; `undefined` when nothing caps it. */
  readonly largest: bigint | undefined;
  /** The budgets over time that it draws on. */
  readonly budgets: readonly Budget[];
}

/** All ways out of a policy in a period. */
export interface Outlets {
  readonly policy: SpendingPolicy;
  readonly options: EngineOptions;
  readonly period: Interval;
  readonly approvals: boolean;
  readonly outlets: readonly Outlet[];
  /** Whether the payments were too many kinds to go through, so that only rules without a selector are counted. */
  readonly isCoarse: boolean;
  /** Whether a payment that draws on the budget can pass blocks, allow lists and schedules at an instant. */
  canPay(budget: Budget, atMs: number): boolean;
}

const ANY_PAYMENT: Shape = {
  facts: {},
  known: false,
  merchants: [],
  categories: [],
  open: ["merchant", "category", "recipient"],
};

export interface OutletsRequest {
  readonly period: Interval;
  /** Whether people approve what they are asked to. */
  readonly approvals: boolean;
  readonly balance: Amount | undefined;
  readonly options: EngineOptions;
  /** Absent: all payments. */
  readonly share?: Share;
}

/** @param policy and the request's options are valid */
export function outletsOf(
  policy: SpendingPolicy,
  { period, approvals, balance, options, share }: OutletsRequest,
): Outlets {
  const all = shapesOf([policy], options);
  const isCoarse = all === undefined;
  const shapes = isCoarse ? [ANY_PAYMENT] : sharedBy(share, all);
  const caps = capsOf(policy, approvals, balance).map((cap) => ({
    cap,
    takes: takesOf(cap, shapes, policy, options, isCoarse),
  }));
  const gate = compilePolicy({ ...policy, rules: policy.rules.filter(({ kind }) => GATES.has(kind)) }, options);
  const passes = (shape: Shape, atMs: number) => isCoarse || probe(gate, shape, atMs).outcome !== "deny";
  const outletOf = (shape: Shape, position: number, phase: Phase): Outlet => {
    const applying = caps
      .filter(({ cap, takes }) => takes[position] && (cap.rule === undefined || phase.inForce[cap.rule]))
      .map(({ cap }) => cap);
    const amounts = applying.filter(({ counts }) => counts === "money").map(({ max }) => max);
    const budgets = applying.filter(({ per }) => per !== "transaction").flatMap((cap) => budgetsOf(cap, shape));
    return { shape, phase, largest: least(amounts), budgets };
  };
  const outlets = phasesOf(policy, period).flatMap((phase) =>
    shapes.flatMap((shape, position) => (passes(shape, phase.atMs) ? [outletOf(shape, position, phase)] : [])),
  );
  return {
    policy,
    options,
    period,
    approvals,
    isCoarse,
    outlets: outlets.filter(isOpen),
    canPay: ({ cap, partition }, atMs) => {
      const { takes } = caps.find((one) => one.cap === cap) as (typeof caps)[number];
      return shapes.some((shape, position) => {
        const draws = takes[position] && budgetsOf(cap, shape).some((budget) => budget.partition === partition);
        return draws && passes(shape, atMs);
      });
    },
  };
}

function isOpen({ largest, budgets }: Outlet): boolean {
  return largest !== 0n && budgets.every(({ cap }) => cap.max > 0n);
}

const GATES: ReadonlySet<string> = new Set(["allow", "block", "schedule"]);

function takesOf(
  { rule }: Cap,
  shapes: readonly Shape[],
  policy: SpendingPolicy,
  options: EngineOptions,
  isCoarse: boolean,
) {
  const body = rule === undefined ? undefined : policy.rules[rule];
  if (body === undefined) return shapes.map(() => true);
  if (isCoarse) return shapes.map(() => body.except === undefined && !("on" in body && body.on !== undefined));
  return selections(body, shapes, policy, options);
}

/** The shapes of a part of all payments. */
function sharedBy(share: Share | undefined, shapes: readonly Shape[]): readonly Shape[] {
  switch (share?.kind) {
    case undefined:
      return shapes;
    case "merchant":
      return shapes.filter(({ merchants }) => merchants.includes(share.merchant));
    case "other_merchant":
      // One merchant at a time: where each has a budget of its own, it draws on one.
      return shapes
        .filter(({ facts, merchants }) => facts.merchant !== undefined && merchants.length === 0)
        .map((shape) => ({ ...shape, open: shape.open.filter((fact) => fact !== "merchant") }));
    case "category":
      return shapes.filter(({ categories }) => categories.includes(share.category));
  }
}

/** The budgets a payment draws on; none where it can be one of any number, each with a budget of its own. */
function budgetsOf(cap: Cap, shape: Shape): Budget[] {
  const rule = cap.rule ?? "balance";
  if (cap.by === undefined) return [{ key: `${rule}`, cap }];
  return partitionsOf(cap.by, shape).map((partition) => ({ key: `${rule} ${partition}`, cap, partition }));
}

function partitionsOf(by: Partition, { facts, categories, open }: Shape): readonly string[] {
  if (open.includes(by)) return [];
  if (by !== "category") return [facts[by] ?? ""];
  return categories.length === 0 ? [""] : categories;
}

function least(amounts: readonly bigint[]): bigint | undefined {
  if (amounts.length === 0) return undefined;
  return amounts.reduce((a, b) => (b < a ? b : a));
}
