import { type RuleOf, toUnits } from "@spendrail/model";
import { countTheSame, covers, isEqual, sharesBudget } from "../../reach/covers.js";
import { MOST_COMPARED } from "../../reach/never-binding.js";
import { type LintRule, rulesOf, type Subject } from "../../rule.js";
import { quotedRule } from "../../words.js";

type Approval = RuleOf<"approval">;

/** An approval beside one that starts lower and asks for as many people. */
export const impliedApproval: LintRule = {
  severity: "warning",
  summary: "Another approval starts as low or lower and asks for as many people.",
  check(subject) {
    const approvals = rulesOf(subject, "approval");
    if (approvals.length > MOST_COMPARED) return [];
    const live = new Set(approvals);
    const reports = [];
    for (const approval of [...approvals].reverse()) {
      live.delete(approval);
      const other = [...live].find(({ rule }) => implies(rule, approval.rule, subject));
      if (other === undefined) {
        live.add(approval);
        continue;
      }
      const { policy } = subject;
      const people = other.rule.approvers === undefined ? "" : ` ${other.rule.approvers} people`;
      reports.push({
        at: { rule: approval.index },
        message: `${quotedRule(approval.rule, policy)} adds nothing: ${quotedRule(other.rule, policy)} asks${people} for these payments already.`,
        related: [{ at: { rule: other.index }, message: "This asks already." }],
      });
    }
    return reports.reverse();
  },
};

/** Whether every payment that needs `narrow` needs `wide`, with as many people. */
function implies(wide: Approval, narrow: Approval, subject: Subject): boolean {
  const people = (wide.approvers ?? 1) >= (narrow.approvers ?? 1);
  return people && covers(wide, narrow, subject.categories) && startsLower(wide, narrow) && countsAsMuch(wide, narrow);
}

function startsLower(wide: Approval, narrow: Approval): boolean {
  if (wide.above === undefined) return true;
  if (narrow.above === undefined) return false;
  const difference = toUnits(narrow.above) - toUnits(wide.above);
  return difference > 0n || (difference === 0n && (wide.inclusive === true || narrow.inclusive === undefined));
}

/** Whether the sum that `wide` compares is never less: that of a window holds the payment itself. */
function countsAsMuch(wide: Approval, narrow: Approval): boolean {
  if (wide.above === undefined || narrow.per === undefined) return true;
  if (!isEqual(wide.per, narrow.per)) return false;
  const isAnchored = typeof wide.per === "object" && wide.per.type === "anchored";
  return isAnchored ? countTheSame(wide, narrow) : sharesBudget(wide, narrow);
}
