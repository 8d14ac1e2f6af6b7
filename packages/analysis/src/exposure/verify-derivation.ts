import { compilePolicy } from "@spendrail/engine";
import { type Amount, fromUnits, parseInstant, type SpendingPolicy, toUnits } from "@spendrail/model";
import { type Bound, boundOf, bounds } from "./bound.js";
import type { Derivation, DerivationStep } from "./derivation.js";
import { fieldOf } from "./field.js";
import { usedBy } from "./in-flight.js";
import type { Interval } from "./intervals.js";
import { type Budget, type Outlets, outletsOf } from "./outlets.js";
import { partOf } from "./parts.js";
import { moneyOf, type ReplayRequest } from "./replay-schedule.js";

/** What a check of a derivation found. */
export type Verification = { ok: true; upper: Amount } | { ok: false; reason: string };

/**
 * Checks that a derivation proves its upper bound, however it was found:
 *
 * 1. each step lets out what it says: the windows of its rule are counted anew, and multiplied;
 * 2. every payment that passes the policy's blocks, allow lists and schedules at any time of the period draws on the budget
 *    of one of the steps;
 * 3. the steps and what is in flight add up to the upper bound.
 *
 * @param request the payments in flight, the balance and the options that the exposure was asked with
 */
export function verifyDerivation(
  policy: SpendingPolicy,
  derivation: Derivation,
  request: ReplayRequest = {},
): Verification {
  const { approvals, of, steps } = derivation;
  const compiled = compilePolicy(policy, request.options);
  const startMs = parseInstant(derivation.period.from);
  const endMs = parseInstant(derivation.period.until);
  if (compiled.policy === undefined) return { ok: false, reason: "the policy is not valid" };
  if (startMs === undefined || endMs === undefined || startMs >= endMs)
    return { ok: false, reason: "there is no period" };
  const { options = {}, balance, inFlight = [] } = request;
  const field = fieldOf(compiled.policy, { startMs, endMs }, options);
  const all = outletsOf(field, { approvals, balance, ...(of === undefined ? {} : { share: of }) });
  const used = usedBy(inFlight, compiled);
  let sum = inFlight.reduce((total, payment) => total + moneyOf(payment, compiled), 0n);
  let untilMs = startMs;
  // Between parts and after them nothing may be able to leave: there a part without steps is checked.
  for (const { part, ofPart } of [
    ...partsOf(steps, { startMs, endMs }),
    { part: { startMs: endMs, endMs }, ofPart: [] },
  ]) {
    const isNext = part.startMs >= untilMs && part.endMs <= endMs;
    if (!isNext) return { ok: false, reason: "the parts do not follow one another within the period" };
    const gap = checkPart(partOf(all, { startMs: untilMs, endMs: part.startMs }), [], used);
    const checked = gap.ok ? checkPart(partOf(all, part), ofPart, used) : gap;
    if (!checked.ok) return checked;
    sum += checked.units;
    untilMs = part.endMs;
  }
  if (sum > toUnits(derivation.upper)) return { ok: false, reason: `the steps add up to ${fromUnits(sum)}` };
  return { ok: true, upper: derivation.upper };
}

/** The steps by the part of the period that they speak of, in order of time. */
function partsOf(steps: readonly DerivationStep[], period: Interval): { part: Interval; ofPart: DerivationStep[] }[] {
  const parts = new Map<string, { part: Interval; ofPart: DerivationStep[] }>();
  for (const step of steps) {
    const startMs = step.part === undefined ? period.startMs : (parseInstant(step.part.from) ?? Number.NaN);
    const endMs = step.part === undefined ? period.endMs : (parseInstant(step.part.until) ?? Number.NaN);
    const key = `${startMs} ${endMs}`;
    const known = parts.get(key) ?? { part: { startMs, endMs }, ofPart: [] };
    known.ofPart.push(step);
    parts.set(key, known);
  }
  return [...parts.values()].sort((a, b) => a.part.startMs - b.part.startMs);
}

/** Checks the steps of one part; `units`: their sum. */
function checkPart(
  all: Outlets,
  steps: readonly DerivationStep[],
  usedOf: (budget: Budget) => bigint,
): { ok: true; units: bigint } | { ok: false; reason: string } {
  const proven: Bound[] = [];
  for (const step of steps) {
    const budget = budgetOf(step, all);
    if (budget === undefined) return { ok: false, reason: `no payment draws on the budget of rule ${step.rule}` };
    const largest = step.largest === undefined ? undefined : toUnits(step.largest);
    const isCounted = budget.cap.counts === "payments";
    if (isCounted !== (largest !== undefined)) return { ok: false, reason: "a step is malformed" };
    const bound = boundOf(budget, largest, all, all.outlets, usedOf(budget));
    const letsOut = fromUnits(bound.units);
    if (toUnits(step.bound) < bound.units) return { ok: false, reason: `rule ${step.rule} lets out ${letsOut}` };
    proven.push(bound);
  }
  const open = all.outlets.find((outlet) => !proven.some((bound) => bounds(bound, outlet)));
  if (open !== undefined) return { ok: false, reason: `no step bounds ${JSON.stringify(open.shape.facts)}` };
  return { ok: true, units: steps.reduce((sum, step) => sum + toUnits(step.bound), 0n) };
}

function budgetOf({ rule, partition }: DerivationStep, { outlets }: Outlets): Budget | undefined {
  const budgets = outlets.flatMap((outlet) => outlet.budgets);
  return budgets.find((budget) => budget.cap.rule === rule && budget.partition === partition);
}
