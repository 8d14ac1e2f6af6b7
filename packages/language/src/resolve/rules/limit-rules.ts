import type { Per } from "@spendrail/model";
import type { Clause } from "../../clause/clause.js";
import type { Span } from "../../diagnostic/diagnostic.js";
import { notExpressible } from "../../diagnostic/findings.js";
import type { Intent } from "../../families/intent.js";
import type { Draft } from "../draft.js";
import { allowRules } from "./allow-block-rules.js";
import { approvalRules } from "./approval-rules.js";
import { exceptionRules } from "./exception-rules.js";
import { draftsOf, fail, type Making, note, placeOf } from "./making.js";
import { openObject, openTimes } from "./open-only.js";
import { periodOf } from "./period.js";
import { scheduleRules } from "./safeguard-rules.js";

type Ceiling = Intent & { kind: "ceiling" };

/** A limit on money, a limit on the number of payments, or what needs no approval: "$100 per transaction without approval". */
export function ceilingRules(making: Making<Ceiling>): Draft[] {
  const { clause, conditions, intent } = making;
  const { quantity, bound } = clause;
  if (quantity === undefined) return clause.findings.length > 0 ? [] : fail(making);
  if (conditions.selectors.length > 1 && !conditions.separate) return fail(making, notExpressible(placeOf(making)));
  if (quantity.of === "percent" || quantity.of === "duration") return fail(making);
  const isCount = quantity.of === "count";
  // "Keep spending $500 per week" is none, "keep spending to $500" is.
  if (clause.skeleton[0] === "keep" && bound === undefined && !clause.leadsToFigure) return fail(making);
  const exclusive = exclusivity(making);
  if (exclusive === "open") return fail(making, openObject(making));
  if ((exclusive !== undefined || intent.allows) && clause.approval !== undefined) return fail(making);
  if (isOneBudgetInParts(making)) return fail(making, notExpressible(placeOf(making)));
  const per = periodOf(making, intent.perPayment && !isCount && !clause.combined ? "transaction" : undefined);
  if (per === undefined) return [];
  const isBelow = bound === "below" || bound === "least";
  if (clause.approval === "without" && !isCount) return approvalRules(making, isBelow, per);
  if (exclusive === "times") {
    if (intent.allows) return fail(making, openTimes(making));
    const always = { ...making, conditions: { ...conditions, schedules: [] } };
    const limits = isCount ? velocityRules(always, per, isBelow) : limitRules(always, per, isBelow);
    return [...scheduleRules({ ...making, conditions: { ...conditions, selectors: [] } }, true), ...limits];
  }
  const rules = isCount ? velocityRules(making, per, isBelow) : limitRules(making, per, isBelow);
  return [...allowances(making, exclusive), ...rules, ...exceptionRules(making, ceilingRules, per)];
}

function allowances(making: Making<Ceiling>, exclusive: Reach): Draft[] {
  if (making.intent.allows) return allowance(making, making.intent.allows);
  return exclusive === "selector" ? allowRules(making, true) : [];
}

function limitRules(making: Making<Ceiling>, per: Per, exclusive: boolean): Draft[] {
  const { clause, conditions, intent } = making;
  const { by } = conditions;
  const isLimit = clause.skeleton.some((name) => name === "limit" || name === "capNoun");
  return draftsOf(
    making,
    (on) => (max) => ({
      kind: "limit",
      per,
      max,
      ...(exclusive && { exclusive: true as const }),
      ...(by && { by }),
      ...(on && { on }),
    }),
    { moneyOnly: intent.moneyOnly === true || (per === "transaction" && (conditions.hasPeriod || !isLimit)) },
  );
}

function velocityRules(making: Making<Ceiling>, per: Per, exclusive: boolean): Draft[] {
  const { quantity, approval } = making.clause;
  const { by } = making.conditions;
  const max = Number(quantity?.value) - (exclusive ? 1 : 0);
  if (per === "transaction" || approval !== undefined || !Number.isSafeInteger(max) || max < 0) return fail(making);
  return draftsOf(making, (on) => () => ({ kind: "velocity", per, max, ...(by && { by }), ...(on && { on }) }));
}

/** "$50 per day outside business hours" is one budget, and its times take several rules. */
function isOneBudgetInParts({ clause, conditions }: Making): boolean {
  const isOutside = [...clause.schedules, ...clause.exceptions.flatMap(({ schedules }) => schedules)].some(
    ({ items }) => items.some(({ preposition }) => preposition === "outside"),
  );
  const isTimed = isOutside || clause.exceptions.some(({ schedules }) => schedules.length > 0);
  const isEach = conditions.periods.every(({ period }) => period.type === "transaction");
  return isTimed && conditions.schedules.length > 1 && !isEach;
}

type Reach = "open" | "selector" | "times" | undefined;

/**
 * What the clause allows beside its limit: "only pay AWS up to $50" nobody else, "weekdays only, max $50" no other
 * times. Open where "only" may be about the figure: "payments under $50 to AWS only".
 */
function exclusivity({ clause }: Making): Reach {
  const { skeleton, selectors, schedules, only, quantity } = clause;
  const start = quantity?.start ?? 0;
  if (only === "open") return "open";
  if (only === "selector") {
    const [first] = selectors;
    const isFramed = first?.leads && (first.phrase.preposition === "on" || first.phrase.preposition === "for");
    const isBare = skeleton[0] === "only" && skeleton.length === 2 && !first?.leads;
    return first?.beforeQuantity && !isFramed && !isBare ? "selector" : "open";
  }
  if (only === "times") return schedules.some((phrase) => phrase.start < start) ? "times" : "open";
  const isVerb = skeleton.some((name) => name === "spend" || name === "payVerb");
  if (skeleton.includes("only") && !isVerb) {
    const isBehind = (phrase: Span) => phrase.start > start;
    const isWide = selectors.some(({ phrase, leads }) => !leads && isBehind(phrase)) || schedules.some(isBehind);
    return isWide ? "open" : undefined;
  }
  return isConfinement(clause) ? "selector" : undefined;
}

/** "Restrict payments to AWS, at most $50", "payments must be in USDC up to $50". */
function isConfinement({ skeleton, selectors, leadsToFigure, words }: Clause): boolean {
  const object = selectors.find(({ beforeQuantity, leads }) => beforeQuantity && !leads)?.phrase;
  if (object === undefined) return false;
  const [verb, noun] = skeleton;
  if (verb === "limit" || verb === "keep") {
    // "Keep payments to AWS under $50" confines nothing.
    const keeps = /^(?:keep|hold|maintain)$/i.test(words[0]?.text ?? "");
    return object.preposition === "to" && !leadsToFigure && !keeps;
  }
  const modal = words.find((word) => word.class === "modal");
  const isSubject = verb === "pay" || verb === "spending" || verb === "everything";
  return isSubject && noun === "modal" && skeleton.length === 3 && modal !== undefined && modal.end <= object.start;
}

/** "Allow SaaS up to $100" is an allow list too; "allow up to $100 on SaaS" is not. */
function allowance(making: Making, allows: "only" | "also"): Draft[] {
  const { selectors } = making.clause;
  if (selectors.length === 0) return [];
  const isObject = selectors.some(
    ({ phrase, leads, beforeQuantity }) =>
      beforeQuantity &&
      (!leads || making.clause.skeleton.length === 1 || making.clause.skeleton[0] === "allowed") &&
      phrase.preposition !== "for" &&
      phrase.preposition !== "on",
  );
  if (isObject) return allowRules(making, allows === "only");
  if (allows === "only" && !selectors[0]?.leads) return fail(making, openObject(making));
  note(making, "limit_not_allowlist", "This limits what is paid there and does not forbid other merchants.");
  return [];
}
