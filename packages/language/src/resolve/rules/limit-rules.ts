import type { Per } from "@spendrail/model";
import type { Quantity } from "../../clause/quantity.js";
import type { Intent } from "../../families/intent.js";
import type { Draft } from "../draft.js";
import { notExpressible } from "../selector.js";
import { reachAmbiguous } from "../statement.js";
import { allowRules } from "./allow-block-rules.js";
import { approvalRules } from "./approval-rules.js";
import { draftsOf, fail, type Making, note, placeOf } from "./making.js";
import { periodOf } from "./period.js";

type Ceiling = Intent & { kind: "ceiling" };

/** A limit on money, a limit on the number of payments, or what needs no approval: "$100 per transaction without approval". */
export function ceilingRules(making: Making<Ceiling>): Draft[] {
  const { clause, conditions, intent } = making;
  const { quantity, bound } = clause;
  if (quantity === undefined) return clause.findings.length > 0 ? [] : fail(making);
  if (conditions.selectors.length > 1 && !conditions.separate) return fail(making, notExpressible(placeOf(making)));
  if (quantity.of === "percent" || quantity.of === "duration") return fail(making);
  const isCount = quantity.of === "count";
  if (isOnlyOpen(making)) return fail(making, reachAmbiguous(placeOf(making), placeOf(making)));
  const per = periodOf(making, intent.perPayment && !isCount ? "transaction" : undefined);
  if (per === undefined) return [];
  const exclusive = bound === "below" || bound === "least";
  if (clause.approval === "without" && !isCount) return approvalRules(making, exclusive, per);
  const rules = isCount ? velocityRules(making, per, exclusive) : limitRules(making, per, exclusive);
  return [...(intent.allows ? allowance(making, intent.allows) : []), ...rules, ...exceptionRules(making, per)];
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

/** "Payments under $50 to AWS only": only these amounts there, or only there? */
function isOnlyOpen({ clause: { skeleton, selectors } }: Making): boolean {
  return (
    skeleton.includes("only") &&
    !skeleton.some((name) => name === "spend" || name === "payVerb" || name === "allow") &&
    selectors.some(({ leads }) => !leads)
  );
}

/** "Allow SaaS up to $100" is an allow list too; "allow up to $100 on SaaS" is not. */
function allowance(making: Making, allows: "only" | "also"): Draft[] {
  const { selectors } = making.clause;
  if (selectors.length === 0) return [];
  const isObject = selectors.some(
    ({ phrase, leads, beforeQuantity }) =>
      beforeQuantity && !leads && phrase.preposition !== "for" && phrase.preposition !== "on",
  );
  if (isObject) return allowRules(making, allows === "only");
  if (allows === "only" && !selectors[0]?.leads) return fail(making, reachAmbiguous(placeOf(making), placeOf(making)));
  note(making, "limit_not_allowlist", "This limits what is paid there and does not forbid other merchants.");
  return [];
}

/** "Max $100, except groceries up to $200": groceries have a limit of their own, over money or payments like the rule. */
function exceptionRules(making: Making<Ceiling>, per: Per): Draft[] {
  const { clause, conditions, context } = making;
  return conditions.exceptions.flatMap(({ clause: exception, selector }) => {
    const quantity = exceptionQuantity(exception.quantity, clause.quantity?.of === "count");
    if (quantity === undefined) return fail(making);
    return ceilingRules({
      clause: { ...exception, exceptions: [], quantity },
      intent: { kind: "ceiling" },
      conditions: {
        ...conditions,
        selectors: [selector],
        except: undefined,
        exceptions: [],
        per: conditions.per ?? per,
      },
      context,
    });
  });
}

function exceptionQuantity(quantity: Quantity | undefined, counts: boolean): Quantity | undefined {
  if (!counts) return quantity?.of === "count" ? undefined : quantity;
  return quantity?.of === "number" || quantity?.of === "count" ? { ...quantity, of: "count" } : undefined;
}
