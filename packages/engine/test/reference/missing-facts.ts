import type { CheckName } from "@spendrail/model";
import { placeOfLimit } from "./check-limits.js";
import { placeOfBlock } from "./check-lists.js";
import { type Failure, lowest } from "./failure.js";
import { type Moment, type RuleView, rulesInForce } from "./situation.js";

/** With `missing: "deny"`: the rule judged at this check that cannot tell whether it matches. */
export function factMissing(check: CheckName, moment: Moment): Failure | undefined {
  if (moment.context.options?.missing !== "deny") return undefined;
  const places: [RuleView, CheckName][] = [
    ...rulesInForce(moment, "block").map((view): [RuleView, CheckName] => [
      view,
      placeOfBlock(view.rule, moment).check,
    ]),
    ...rulesInForce(moment, "limit").map((view): [RuleView, CheckName] => [view, placeOfLimit(view.rule)]),
    ...rulesInForce(moment, "velocity").map((view): [RuleView, CheckName] => [view, placeOfLimit(view.rule)]),
    ...rulesInForce(moment, "duplicate").map((view): [RuleView, CheckName] => [view, "windows"]),
    ...rulesInForce(moment, "approval").map((view): [RuleView, CheckName] => [view, "approval"]),
  ];
  const { merchant, recipient } = moment.payment;
  const hasNoPayee = merchant === undefined && recipient === undefined;
  const unverified = places.filter(
    ([view, place]) =>
      place === check &&
      (view.match === "unknown" || (view.rule.kind === "duplicate" && view.match === "yes" && hasNoPayee)),
  );
  return lowest(
    "fact_missing",
    unverified.map(([view]) => view),
  );
}
