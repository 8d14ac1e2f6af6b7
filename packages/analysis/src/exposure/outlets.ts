import type { Amount, Partition } from "@spendrail/model";
import type { Shape } from "../shape/shape.js";
import { type Cap, capsOf } from "./caps.js";
import type { Share } from "./derivation.js";
import type { Field } from "./field.js";
import type { Phase } from "./phases.js";

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
  readonly field: Field;
  /** Those that differ in what they draw on. */
  readonly outlets: readonly Outlet[];
  /** Whether a payment that draws on the budget can pass blocks, allow lists and schedules at an instant, and is counted. */
  canPay(budget: Budget, atMs: number): boolean;
}

export interface OutletsRequest {
  /** Whether people approve what they are asked to. */
  readonly approvals: boolean;
  readonly balance: Amount | undefined;
  /** Absent: all payments. */
  readonly share?: Share;
}

export function outletsOf(field: Field, { approvals, balance, share }: OutletsRequest): Outlets {
  const caps = capsOf(field.policy, approvals, balance);
  const shapes = sharedBy(share, field);
  const takes = ({ rule }: Cap, { whole }: SharedShape) => rule === undefined || field.takes(rule, whole);
  const outlets = field.phases.flatMap((phase) =>
    shapes
      .filter(({ whole }) => field.passes(whole, phase.atMs))
      .map((shared) => {
        const inForce = caps.filter(({ rule }) => rule === undefined || phase.inForce[rule]);
        const applying = inForce.filter((cap) => takes(cap, shared));
        return outletOf(applying, shared.shape, phase);
      }),
  );
  return {
    field,
    outlets: distinct(outlets.filter(isOpen)),
    canPay: ({ key, cap }, atMs) => {
      if (cap.rule !== undefined && !field.isInForce(cap.rule, atMs)) return false;
      return shapes.some((shared) => {
        const draws = takes(cap, shared) && budgetsOf(cap, shared.shape).some((budget) => budget.key === key);
        return draws && field.passes(shared.whole, atMs);
      });
    },
  };
}

function outletOf(applying: readonly Cap[], shape: Shape, phase: Phase): Outlet {
  const amounts = applying.filter(({ counts }) => counts === "money").map(({ max }) => max);
  const budgets = applying.filter(({ per }) => per !== "transaction").flatMap((cap) => budgetsOf(cap, shape));
  return { shape, phase, largest: least(amounts), budgets };
}

function isOpen({ largest, budgets }: Outlet): boolean {
  return largest !== 0n && budgets.every(({ cap }) => cap.max > 0n);
}

/** The first of those that draw on the same budgets at the same times, for merchants as well known. */
function distinct(outlets: readonly Outlet[]): Outlet[] {
  const found = new Map<string, Outlet>();
  for (const outlet of outlets) {
    const { phase, shape, largest, budgets } = outlet;
    const key = `${phase.atMs} ${shape.known} ${largest} ${budgets.map((budget) => budget.key).join("\n")}`;
    if (!found.has(key)) found.set(key, outlet);
  }
  return [...found.values()];
}

interface SharedShape {
  readonly shape: Shape;
  /** As the field has it. */
  readonly whole: Shape;
}

/** The shapes of a part of all payments. */
function sharedBy(share: Share | undefined, { shapes, isCoarse }: Field): SharedShape[] {
  const of = (chosen: readonly Shape[]) => chosen.map((shape) => ({ shape, whole: shape }));
  if (isCoarse) return of(shapes);
  switch (share?.kind) {
    case undefined:
      return of(shapes);
    case "merchant":
      return of(shapes.filter(({ merchants }) => merchants.includes(share.merchant)));
    case "other_merchant":
      // One merchant at a time: where each has a budget of its own, it draws on one.
      return of(shapes.filter(({ facts, merchants }) => facts.merchant !== undefined && merchants.length === 0)).map(
        ({ whole }) => ({ whole, shape: { ...whole, open: whole.open.filter((fact) => fact !== "merchant") } }),
      );
    case "category":
      return of(shapes.filter(({ categories }) => categories.includes(share.category)));
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
