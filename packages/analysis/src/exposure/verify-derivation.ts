import { compilePolicy } from "@spendrail/engine";
import { type Amount, fromUnits, parseInstant, type SpendingPolicy, toUnits } from "@spendrail/model";
import { boundOf, bounds } from "./bound.js";
import type { Derivation, DerivationStep } from "./derivation.js";
import { fieldOf } from "./field.js";
import { usedBy } from "./in-flight.js";
import { type Budget, type Outlets, outletsOf } from "./outlets.js";
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
  const proven: { budget: Budget; largest?: bigint }[] = [];
  for (const step of steps) {
    const budget = budgetOf(step, all);
    if (budget === undefined) return { ok: false, reason: `no payment draws on the budget of rule ${step.rule}` };
    const largest = step.largest === undefined ? undefined : toUnits(step.largest);
    if ((budget.cap.counts === "payments") !== (largest !== undefined))
      return { ok: false, reason: "a step is malformed" };
    const bound = boundOf(budget, largest, all, all.outlets, used(budget));
    if (toUnits(step.bound) < bound.units)
      return { ok: false, reason: `rule ${step.rule} lets out ${fromUnits(bound.units)}` };
    proven.push(bound);
    sum += toUnits(step.bound);
  }
  const open = all.outlets.find((outlet) => !proven.some((bound) => bounds(bound, outlet)));
  if (open !== undefined) return { ok: false, reason: `no step bounds ${JSON.stringify(open.shape.facts)}` };
  if (sum > toUnits(derivation.upper)) return { ok: false, reason: `the steps add up to ${fromUnits(sum)}` };
  return { ok: true, upper: derivation.upper };
}

function budgetOf({ rule, partition }: DerivationStep, { outlets }: Outlets): Budget | undefined {
  const budgets = outlets.flatMap((outlet) => outlet.budgets);
  return budgets.find((budget) => budget.cap.rule === rule && budget.partition === partition);
}
