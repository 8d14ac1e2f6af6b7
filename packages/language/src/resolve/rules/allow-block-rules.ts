import type { Rule, Selector } from "@spendrail/model";
import type { Draft } from "../draft.js";
import { notExpressible } from "../selector.js";
import { approvalRules } from "./approval-rules.js";
import { draftsOf, fail, type Making, note, placeOf, withoutMoney } from "./making.js";

/** "Only allow AWS". Without `only` there is a note on what that means for all others. */
export function allowRules(making: Making, only: boolean): Draft[] {
  const { clause, conditions } = making;
  const { selectors, except, exceptions, separate } = conditions;
  const isTimed = [clause, ...clause.exceptions].some(({ schedules, start }) =>
    schedules.some((phrase) => phrase.start !== start || start !== clause.start),
  );
  if (isTimed) {
    return fail(making, {
      code: "reach_ambiguous",
      at: placeOf(making),
      message: "It is not clear whether the times hold for all payments; write the times in a statement of their own.",
    });
  }
  if (exceptions.length > 0 || selectors.length === 0) return fail(making);
  if (selectors.length > 1 && !separate) return fail(making, notExpressible(placeOf(making)));
  if (!only) note(making, "allow_means_only", "Allowing something means that nothing else of that kind is allowed.");
  const allows = draftsOf(making, (on) => () => ({ kind: "allow", only: on ?? {} }));
  const blocks = except === undefined ? [] : blocksOf(making, except);
  return [...allows, ...blocks].map(withoutExcept);
}

const blocksOf = (making: Making, what: Selector): Draft[] =>
  withoutMoney(draftsOf(making, () => () => ({ kind: "block", what }), { selectors: [] }));

/** An allow rule takes no exception, and its figure is in a rule of its own. */
function withoutExcept({ money: _, ...draft }: Draft): Draft {
  return {
    ...draft,
    rule: (value) => {
      const { except: __, ...rule } = draft.rule(value);
      return rule as Rule;
    },
  };
}

/** "Allow everything", which says nothing, or "allow everything except X", which is a block. */
export function allowEverythingRules(making: Making): Draft[] {
  const { except, exceptions, schedules } = making.conditions;
  if (exceptions.length > 0 || schedules.length > 0) return fail(making);
  if (except !== undefined) return blocksOf(making, except).map(withoutExcept);
  note(making, "no_effect", "This allows what is allowed anyway.");
  return [];
}

/** "Block gambling", "no payments on weekends"; `everything` where no payment at all is meant. */
export function blockRules(making: Making, everything: boolean): Draft[] {
  const { clause, conditions } = making;
  const { selectors, except, schedules } = conditions;
  if (clause.approval === "without") return approvalRules(making, false);
  if (clause.approval !== undefined) return fail(making);
  if (selectors.length === 0 && schedules.length === 0 && except === undefined && !everything) return fail(making);
  return draftsOf(making, (what) => () => ({ kind: "block", ...(what && { what }) }));
}
