import type { Rule, Selector } from "@spendrail/model";
import type { Clause } from "../../clause/clause.js";
import { notExpressible } from "../../diagnostic/findings.js";
import type { TokenClass, Word } from "../../lexer/word.js";
import type { Draft } from "../draft.js";
import { resolveSchedules } from "../schedule.js";
import { approvalRules } from "./approval-rules.js";
import { draftsOf, fail, type Making, note, placeOf, withoutMoney } from "./making.js";
import { openTimes } from "./open-only.js";

/** "Only allow AWS". Without `only` there is a note on what that means for all others. */
export function allowRules(making: Making, only: boolean): Draft[] {
  const { clause, conditions, context } = making;
  const { selectors, except, exceptions, separate } = conditions;
  const isTimed =
    clause.only === "times" ||
    clause.only === "open" ||
    [clause, ...clause.exceptions].some(({ schedules, start }) =>
      schedules.some((phrase) => phrase.start !== start || start !== clause.start),
    );
  if (isTimed) {
    return fail(making, openTimes(making));
  }
  const lapses = clause.quantity === undefined && clause.validity.some(({ start }) => start > clause.start);
  if (lapses) return fail(making, openTimes(making));
  if (exceptions.length > 0 || selectors.length === 0 || isUnconfined(clause)) return fail(making);
  // "For AWS, only USDC", "only USDC for AWS": USDC for all others too?
  const isFramed = clause.selectors
    .slice(1)
    .some(({ phrase: { preposition, items } }) => preposition === "for" && !items[0]?.words.some(isScope));
  const isLed = context.front.selectors.length > 0 && clause.selectors.length > 0 && clause.quantity === undefined;
  if (isFramed || isLed) return fail(making, notExpressible(placeOf(making)));
  if (selectors.length > 1 && !separate) return fail(making, notExpressible(placeOf(making)));
  if (!only) note(making, "allow_means_only", "Allowing something means that nothing else of that kind is allowed.");
  const allows = draftsOf(making, (on) => () => ({ kind: "allow", only: on ?? {} }));
  const blocks = except === undefined ? [] : blocksOf(making, except);
  return [...allows, ...blocks].map(withoutExcept);
}

const PLACES: ReadonlySet<TokenClass> = new Set<TokenClass>(["in", "on", "from", "at", "with", "to", "for", "through"]);

/** What payments are for is a dimension of its own. */
const isScope = (word: Word): boolean => word.class === "scope";

/** "Restrict gambling" does not say to what; "approved merchants in Germany" does not say which. */
function isUnconfined({ skeleton, selectors }: Clause): boolean {
  const preposition = selectors[0]?.phrase.preposition;
  const [verb, noun] = skeleton.filter((name) => name !== "only");
  if (verb === "limit" || verb === "keep")
    return !skeleton.includes("only") && (preposition === undefined || preposition === "on" || preposition === "for");
  if (verb !== "allowed") return false;
  const [seller, next] = selectors[0]?.phrase.items[0]?.words.map((word) => word.class) ?? [];
  const isInside = (seller === "seller" || seller === "partition") && next !== undefined && PLACES.has(next);
  return isInside || ((noun === "seller" || noun === "partition") && preposition !== undefined);
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
  if (exceptions.length > 0) return fail(making);
  if (schedules.length > 0) return timesBlocked(making);
  if (except !== undefined) return blocksOf(making, except).map(withoutExcept);
  note(making, "no_effect", "This allows what is allowed anyway.");
  return [];
}

/** "Allow all payments except on weekends": at those times none. */
function timesBlocked(making: Making): Draft[] {
  const { clause, conditions, context } = making;
  const times = resolveSchedules(
    clause.exceptions.flatMap(({ schedules }) => schedules),
    context.findings,
  );
  if (conditions.except !== undefined || clause.schedules.length > 0) return fail(making);
  if (times === undefined) return [];
  const excepted = { ...making, conditions: { ...conditions, schedules: times.schedules } };
  return draftsOf(excepted, () => () => ({ kind: "block" }), { selectors: [] });
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
