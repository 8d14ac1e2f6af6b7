import type { Rule, RuleOf } from "@spendrail/model";
import { rulesOf, type Subject } from "../rule.js";
import { isUnconditional } from "./lists.js";

/** Whether payments pass at all, and without a person being asked about each of them. */
export function paysUnasked(subject: Subject): boolean {
  const { rules } = subject.policy;
  const blocksAll = rules.some((rule) => rule.kind === "block" && rule.what === undefined && isUnconditional(rule));
  return !blocksAll && !asksAlways(rules);
}

function asksAlways(rules: readonly Rule[]): boolean {
  return rules.some(
    (rule) => rule.kind === "approval" && rule.above === undefined && rule.on === undefined && isUnconditional(rule),
  );
}

/** The limits on money that hold for every payment. */
export function generalLimits(subject: Subject): { rule: RuleOf<"limit">; index: number }[] {
  return rulesOf(subject, "limit").filter(({ rule }) => rule.on === undefined && isUnconditional(rule));
}

/** The limits on money over windows or for ever, that hold for some payments or for all. */
export function budgets(subject: Subject): { rule: RuleOf<"limit">; index: number }[] {
  return rulesOf(subject, "limit").filter(({ rule }) => rule.per !== "transaction");
}
