import type { RuleOf } from "@spendrail/model";
import type { Attempt, Failure } from "./failure.js";
import { figuresOf } from "./figures.js";
import { type Moment, type RuleView, rulesApplying, usageOf } from "./situation.js";

/** When all checks are explained: a threshold cannot be compared with money that cannot be converted. */
export function uncountedApproval(moment: Moment, { money }: Attempt): "skip" | undefined {
  const thresholds = rulesApplying(moment, "approval").filter(({ rule }) => rule.above !== undefined);
  return money === undefined && thresholds.length > 0 ? "skip" : undefined;
}

export function approvalNeeded(moment: Moment, { money }: Attempt): Failure | "skip" | undefined {
  const approvals = rulesApplying(moment, "approval");
  if (money === undefined) return approvals.length === 0 ? undefined : "skip";
  const needing = approvals.filter((view) => {
    const { above, inclusive } = view.rule;
    const used = usageOf(view, moment).spent.plus(money.amount);
    return above === undefined || (inclusive ? used.gte(above) : used.gt(above));
  });
  const approversOf = ({ rule }: RuleView<RuleOf<"approval">>) => rule.approvers ?? 1;
  const most = Math.max(...needing.map(approversOf));
  const deciding = needing.find((view) => approversOf(view) === most);
  if (deciding === undefined) return undefined;
  return {
    code: "approval_required",
    rule: deciding.index,
    approvers: most,
    figures: figuresOf(deciding.rule.above ?? "0", usageOf(deciding, moment), money.amount),
  };
}
