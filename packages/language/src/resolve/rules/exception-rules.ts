import type { Per } from "@spendrail/model";
import type { Quantity } from "../../clause/quantity.js";
import type { Intent } from "../../families/intent.js";
import type { Draft } from "../draft.js";
import { fail, type Making } from "./making.js";

type Ceiling = Intent & { kind: "ceiling" };

/**
 * "Max $100, except groceries up to $200": groceries have a limit of their own, over money or payments like the rule,
 * and over its period `per` unless they name one.
 */
export function exceptionRules(making: Making, ceilingRules: (making: Making<Ceiling>) => Draft[], per?: Per): Draft[] {
  const { clause, conditions, context } = making;
  return conditions.exceptions.flatMap(({ clause: exception, selector, schedules }) => {
    const quantity = quantityLike(exception.quantity, clause.quantity?.of === "count");
    if (quantity === undefined) return fail(making);
    const { periods } = exception;
    return ceilingRules({
      clause: { ...exception, exceptions: [], quantity },
      intent: { kind: "ceiling" },
      conditions: {
        ...conditions,
        selectors: selector === undefined ? conditions.selectors : [selector],
        ...(schedules && { schedules }),
        except: undefined,
        exceptions: [],
        periods,
        hasPeriod: periods.length > 0,
        per: periods.length > 0 ? undefined : per,
      },
      context,
    });
  });
}

/** A bare figure beside a number of payments is one too. */
function quantityLike(quantity: Quantity | undefined, counts: boolean): Quantity | undefined {
  if (!counts) return quantity?.of === "count" ? undefined : quantity;
  return quantity?.of === "number" || quantity?.of === "count" ? { ...quantity, of: "count" } : undefined;
}
