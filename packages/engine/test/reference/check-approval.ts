import type { RuleOf } from "@spendrail/model";
import type { Attempt, Failure } from "./failure.js";
import { figuresOf } from "./figures.js";
import { type Moment, type RuleView, rulesApplying, usageOf } from "./situation.js";

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
