import { toUnits } from "@spendrail/model";
import type { Context } from "../judge/context.js";
import { fail, figuresOf, PASS, type Verdict } from "../judge/verdict.js";

/** Check 9: how far the payment strays from the agent's goal. Skipped when no score is given. */
export function checkDrift(context: Context): Verdict {
  const drifts = context.rules.ofKind("drift").filter((drift) => context.applies(drift) === "yes");
  if (drifts.length === 0) return PASS;
  const { driftScore } = context.subject.payment;
  if (driftScore === undefined) {
    const notes = drifts.map(({ index }) => ({ rule: index, note: `drift in rule ${index} not verified` }));
    return { result: "skip", note: "the payment states no drift score", notes };
  }
  const score = toUnits(driftScore);
  const exceeded = drifts.find(({ figure }) => score > figure);
  if (exceeded === undefined) return PASS;
  const figures = figuresOf(exceeded.figure, 0n, score);
  const message = `Goal drift of ${driftScore} is above the maximum of ${exceeded.rule.max}`;
  return fail({ code: "goal_drift_exceeded", message, rule: exceeded.index, figures });
}
