import type { Selector } from "@spendrail/model";
import { paysUnasked } from "../../reach/gaps.js";
import { isUnconditional } from "../../reach/lists.js";
import { selectorCovers } from "../../reach/selectors.js";
import { type LintRule, rulesOf, type Subject } from "../../rule.js";
import { nameOf, sentenceName } from "../../words.js";

/** Some payees have a budget, and everybody else has none. */
export const unlimitedOthers: LintRule = {
  severity: "warning",
  summary: "Some payments have a budget, and nothing limits what all others cost together.",
  check(subject) {
    const limits = rulesOf(subject, "limit");
    const isBudget = ({ rule }: (typeof limits)[number]) => rule.per !== "transaction";
    const special = limits.filter(({ rule }) => rule.on !== undefined);
    const [first] = special.some(isBudget) ? special.filter(isBudget) : special;
    if (
      !paysUnasked(subject) ||
      first === undefined ||
      limits.some((limit) => limit.rule.on === undefined && isBudget(limit))
    )
      return [];
    const each = limits.find(({ rule }) => rule.on === undefined);
    if (each !== undefined && !isBudget(first)) return [];
    if (
      allowsOnly(
        special.flatMap(({ rule }) => rule.on ?? []),
        subject,
      )
    )
      return [];
    const name = sentenceName(first.rule, subject.policy);
    const others =
      each === undefined
        ? "any other payment may cost any sum"
        : `any number of other payments of ${nameOf(each.rule, subject.policy)} can follow one another`;
    return [
      { at: { rule: first.index, path: "/on" }, message: `${name} is a limit for these payments alone: ${others}.` },
    ];
  },
};

/** Whether an allow list lets in nothing but what has a limit. */
function allowsOnly(limited: readonly Selector[], subject: Subject): boolean {
  const allows = rulesOf(subject, "allow").filter(({ rule }) => isUnconditional(rule));
  return allows.some(({ rule: { only } }) => {
    const parts: Selector[] = [
      ...(only.merchants ?? []).map((merchant) => ({ merchants: [merchant] })),
      ...(only.categories ?? []).map((category) => ({ categories: [category] })),
      ...(only.mccs ?? []).map((mcc) => ({ mccs: [mcc] })),
    ];
    const whole = parts.length > 0 ? parts : [only];
    return whole.every((part) => limited.some((on) => selectorCovers(on, part, subject.categories)));
  });
}
