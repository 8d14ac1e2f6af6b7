import { fromUnits, type Rule, type RuleOf, toUnits } from "@spendrail/model";
import { tightestBound } from "../../reach/never-binding.js";
import { type LintRule, rulesOf, type Subject } from "../../rule.js";
import { moneyOf, nameOf, spanOfDuration } from "../../words.js";

/** A window that opens at the first spend: twice its limit can go out around a reset. */
export const resetBurst: LintRule = {
  severity: "info",
  summary: "Around a reset, up to twice a limit can go out within one length of its window.",
  check(subject) {
    const { policy } = subject;
    const bursts = rulesOf(subject, "limit").flatMap(({ rule, index }) => burstOf(rule, index, subject));
    const [first] = bursts;
    if (first === undefined) return [];
    const rules = new Map(bursts.map(({ index, closed }): [number, Rule] => [index, closed]));
    const within = spanOfDuration(first.duration);
    return [
      {
        at: { rule: first.index, path: "/per" },
        message: `${moneyOf(first.most, policy)} can go out within ${within}, around a reset of ${nameOf(first.rule, policy)}: "in any ${within}" rules that out.`,
        related: bursts.slice(1).map(({ index, rule, most }) => ({
          at: { rule: index, path: "/per" },
          message: `Likewise ${nameOf(rule, policy)}: up to ${moneyOf(most, policy)}.`,
        })),
        changes: [{ title: "Count over any stretch of that length", effect: "tightens", rules }],
      },
    ];
  },
};

/** What can go out within one length of the window, when that is more than the limit. */
function burstOf(rule: RuleOf<"limit">, index: number, subject: Subject) {
  if (typeof rule.per !== "object" || rule.per.type !== "anchored") return [];
  const { duration } = rule.per;
  const closed: RuleOf<"limit"> = { ...rule, per: { type: "sliding", duration } };
  const all = new Set(subject.policy.rules.keys());
  const bound = tightestBound(closed, all, subject);
  const twice = fromUnits(2n * toUnits(rule.max));
  const most = bound !== undefined && toUnits(bound.most) < toUnits(twice) ? bound.most : twice;
  return toUnits(most) > toUnits(rule.max) ? [{ rule, index, duration, closed, most }] : [];
}
