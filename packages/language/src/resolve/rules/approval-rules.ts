import type { Per } from "@spendrail/model";
import type { Draft } from "../draft.js";
import { draftsOf, fail, type Making, placeOf, withoutMoney } from "./making.js";
import { openTimes } from "./open-only.js";
import { periodOf } from "./period.js";

/** "Require approval above $200": `inclusive` from the figure on, `givenPer` where the period is worked out already. */
export function approvalRules(making: Making, inclusive: boolean, givenPer?: Per): Draft[] {
  const { clause, conditions } = making;
  const { quantity, approvers: count = 1 } = clause;
  const { by } = conditions;
  const isWhole = quantity === undefined;
  if (clause.only === "times" || clause.only === "open" || isAllowlist(making)) return fail(making, openTimes(making));
  if (!isWhole && quantity.of !== "amount" && quantity.of !== "number") return fail(making);
  if (isWhole && clause.findings.length > 0) return [];
  const per = givenPer ?? (conditions.hasPeriod || clause.combined ? periodOf(making) : "transaction");
  if (per === undefined) return [];
  if ((isWhole && (per !== "transaction" || by !== undefined)) || !Number.isSafeInteger(count)) return fail(making);
  if (count < 1)
    return fail(making, {
      code: "value_out_of_range",
      at: placeOf(making),
      message: "At least one approval is needed.",
    });
  const drafts = draftsOf(making, (on) => (above) => ({
    kind: "approval",
    ...(!isWhole && { above }),
    ...(inclusive && { inclusive: true as const }),
    ...(per !== "transaction" && { per }),
    ...(by && { by }),
    ...(count > 1 && { approvers: count }),
    ...(on && { on }),
  }));
  return [...drafts, ...exceptionApprovals(making, inclusive, per)];
}

/** "AWS only, $50 or more needs approval": are others to be paid? */
function isAllowlist({ clause }: Making): boolean {
  return clause.skeleton[0] === "only" && clause.selectors[0]?.leads === true;
}

/** "…, except groceries above $200": groceries have a threshold of their own. */
function exceptionApprovals(making: Making, inclusive: boolean, per: Per): Draft[] {
  const { approvers } = making.clause;
  return making.conditions.exceptions.flatMap(({ clause, selector, schedules }) =>
    approvalRules(
      {
        ...making,
        clause: { ...(approvers !== undefined && { approvers }), ...clause, exceptions: [] },
        conditions: {
          ...making.conditions,
          selectors: selector === undefined ? making.conditions.selectors : [selector],
          ...(schedules && { schedules }),
          except: undefined,
          exceptions: [],
        },
      },
      // What is let off "under $20" needs approval from $20 on.
      clause.bound === undefined ? inclusive : clause.bound === "least" || clause.bound === "below",
      per,
    ),
  );
}

/** "Auto-approve known vendors under $50": all other payments need approval, and those from the figure on. */
export function autoApprovalRules(making: Making): Draft[] {
  const { clause, conditions } = making;
  const { selectors, except, exceptions, schedules } = conditions;
  if (except !== undefined || exceptions.length > 0 || schedules.length > 0 || selectors.length > 1)
    return fail(making);
  const [known] = selectors;
  if (known === undefined && clause.quantity === undefined) return fail(making);
  const others =
    known === undefined
      ? []
      : withoutMoney(draftsOf(making, () => () => ({ kind: "approval", except: known }), { selectors: [] }));
  if (clause.quantity === undefined) return others;
  const rest = { ...making, conditions: { ...conditions, selectors: [] } };
  return [...others, ...approvalRules(rest, clause.bound === "below")];
}
