import type { CheckName, ReasonCode, RuleOf, Selector } from "@spendrail/model";
import { type Failure, lowest } from "./failure.js";
import { DIMENSIONS, type Match, matchCategories, matchDimension, matchHistory, matchPayee } from "./matching.js";
import { type Moment, rulesApplying, rulesInForce } from "./situation.js";

export function railFailure(moment: Moment): Failure | undefined {
  for (const { key, blocked: blockedCode, notAllowed } of DIMENSIONS) {
    const failure =
      blocked("scope", blockedCode, moment) ??
      notIn(moment, notAllowed, (only) => matchDimension(key, only, moment.facts));
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** Where a block is judged: at the last of its dimensions. */
export function placeOfBlock(rule: RuleOf<"block">, { facts }: Moment): { check: CheckName; code: ReasonCode } {
  const what = rule.what ?? {};
  const listsCategories = what.categories !== undefined || what.mccs !== undefined;
  const categoryMatches =
    matchCategories(what, facts) === "yes" || (what.categories !== undefined && facts.hasUnknownMcc);
  if (what.merchantHistory !== undefined) return { check: "merchant", code: "merchant_blocked" };
  if (what.merchants !== undefined && !(listsCategories && categoryMatches)) {
    return { check: "merchant", code: "merchant_blocked" };
  }
  if (listsCategories) return { check: "mcc", code: "merchant_category_blocked" };
  const last = DIMENSIONS.findLast(({ key }) => what[key] !== undefined);
  return last === undefined
    ? { check: "amount", code: "all_payments_blocked" }
    : { check: last.check, code: last.blocked };
}

export function blocked(check: CheckName, code: ReasonCode, moment: Moment): Failure | undefined {
  const blocks = rulesApplying(moment, "block").filter(({ rule }) => {
    const place = placeOfBlock(rule, moment);
    return place.check === check && place.code === code;
  });
  return lowest(code, blocks);
}

export function merchantNotAllowed(moment: Moment): Failure | undefined {
  const failures = [
    notIn(moment, "merchant_not_allowlisted", (only) => matchPayee(only, moment.facts)),
    notIn(moment, "merchant_not_allowlisted", (only) => matchHistory(only, moment.facts)),
  ].filter((failure) => failure !== undefined);
  return failures.sort((a, b) => a.rule! - b.rule!)[0];
}

/** One dimension of the allow lists: some rule in force has it, and none of those that have it lists the payment. */
function notIn(moment: Moment, code: ReasonCode, match: (only: Selector) => Match | undefined): Failure | undefined {
  const lists = rulesInForce(moment, "allow").filter(({ rule }) => match(rule.only) !== undefined);
  return lists.some(({ rule }) => match(rule.only) === "yes") ? undefined : lowest(code, lists);
}
