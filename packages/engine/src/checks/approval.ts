import type { CompiledOf } from "../compile/compiled-rule.js";
import { amountOf } from "../compile/subject.js";
import type { Context } from "../judge/context.js";
import { type Finding, fail, figuresOf, type Unverified, type Verdict } from "../judge/verdict.js";
import { currencyAmount, perPhrase } from "../message.js";

/** Check 10: whether people have to approve, and how many. The rule that asks for the most of them decides. */
export function checkApproval(context: Context): Verdict {
  const notes: Unverified[] = [];
  let strictest: CompiledOf<"approval"> | undefined;
  for (const approval of context.rules.ofKind("approval")) {
    const match = context.applies(approval);
    if (match === "unverified")
      notes.push({ rule: approval.index, note: `approval in rule ${approval.index} not verified` });
    if (match !== "yes" || !needsApproval(context, approval)) continue;
    if (strictest === undefined || approversOf(approval) > approversOf(strictest)) strictest = approval;
  }
  // A rule that could not be verified might ask for more people: the denial `fact_missing` is the safer answer.
  const isUncertain = context.rules.options.missing === "deny" && notes.length > 0;
  if (strictest === undefined || isUncertain) return { result: "pass", notes };
  return fail(approvalRequired(context, strictest));
}

function approversOf({ rule }: CompiledOf<"approval">): number {
  return rule.approvers ?? 1;
}

function needsApproval(context: Context, approval: CompiledOf<"approval">): boolean {
  const { above, inclusive } = approval.rule;
  if (above === undefined) return true;
  const sum = spentBefore(context, approval) + amountOf(context.subject);
  return inclusive ? sum >= approval.figure : sum > approval.figure;
}

/** The amounts counted so far, of the fullest budget when the payment falls into several. */
function spentBefore(context: Context, approval: CompiledOf<"approval">): bigint {
  if (approval.counting === undefined) return 0n;
  return context.totalsOf(approval).reduce((most, { amount }) => (amount > most ? amount : most), 0n);
}

function approvalRequired(context: Context, approval: CompiledOf<"approval">): Finding {
  const { subject, rules } = context;
  const { above, per = "transaction", inclusive } = approval.rule;
  const approvers = approversOf(approval);
  const people = approvers === 1 ? "approval" : `${approvers} approvals`;
  const attempted = amountOf(subject);
  const money = (units: bigint) => currencyAmount(units, rules.policy.currency);
  const threshold =
    above === undefined
      ? ""
      : `: ${inclusive ? "from" : "above"} ${money(approval.figure)} ${perPhrase(per)} a person decides`;
  return {
    code: "approval_required",
    message: `Payment of ${money(attempted)} needs ${people}${threshold}`,
    rule: approval.index,
    approvers,
    figures: figuresOf(approval.figure, spentBefore(context, approval), attempted, approvalReset(context, approval)),
  };
}

/** When the fullest budget starts anew. */
function approvalReset(context: Context, approval: CompiledOf<"approval">): number | undefined {
  if (approval.counting === undefined) return undefined;
  const spent = spentBefore(context, approval);
  return context.totalsOf(approval).find(({ amount }) => amount === spent)?.resetsAtMs;
}
