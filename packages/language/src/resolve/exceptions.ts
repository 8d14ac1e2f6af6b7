import type { Selector } from "@spendrail/model";
import type { Clause } from "../clause/clause.js";
import { notExpressible, notUnderstood } from "../diagnostic/findings.js";
import type { Conditions } from "./conditions.js";
import { joinSelectors } from "./join-selectors.js";
import type { RuleContext } from "./rules/making.js";
import { resolveSchedules } from "./schedule.js";
import { anyOf } from "./selector-union.js";

interface Excepted {
  except: Selector | undefined;
  exceptions: Conditions["exceptions"];
  timed: boolean;
}

export function exceptionsOf(clause: Clause, context: RuleContext): Excepted | undefined {
  const { findings } = context;
  const result: Excepted = { except: undefined, exceptions: [], timed: false };
  const selectors: Selector[] = [];
  for (const exception of clause.exceptions) {
    if (isTimeOnly(exception)) {
      result.timed = true;
      if (exception.quantity === undefined) continue;
      const times = resolveSchedules(exception.schedules, findings);
      if (times === undefined) return undefined;
      result.exceptions.push({ clause: exception, schedules: times.schedules });
      continue;
    }
    if (
      exception.selectors.length === 0 ||
      exception.schedules.length > 0 ||
      exception.validity.length > 0 ||
      !isException(exception)
    ) {
      findings.push(notUnderstood(exception));
      return undefined;
    }
    const [selector, ...others] = joinSelectors(exception.selectors, context)?.alternatives ?? [];
    if (selector === undefined) return undefined;
    if (others.length > 0 || !areOneList(selectors[0] ?? selector, selector)) {
      findings.push(notExpressible(exception));
      return undefined;
    }
    selectors.push(selector);
    if (exception.quantity !== undefined) result.exceptions.push({ clause: exception, selector });
  }
  const [first, ...more] = selectors;
  return first === undefined ? result : { ...result, except: anyOf([first, ...more]) };
}

/** Times, and a figure of its own at most: "except on weekends up to $120". */
const isTimeOnly = (clause: Clause): boolean =>
  clause.schedules.length > 0 &&
  clause.selectors.length === 0 &&
  (clause.quantity === undefined ? clause.skeleton.every((name) => name === "pay") : isException(clause));

/** A selector, and a figure of its own at most. */
function isException({ skeleton, selectors, quantity, periods, by, zones, each, combined, approval }: Clause): boolean {
  const words = skeleton.filter((name) => name !== "sel" && name !== "pay");
  if (by.length > 0 || each || combined || approval || zones.length > 0) return false;
  return quantity === undefined
    ? words.length === 0 && periods.length === 0
    : words.length === 1 &&
        (["cap", "below", "above", "least"].includes(words[0] ?? "") ||
          (words[0] === "figure" && selectors.every(({ beforeQuantity }) => beforeQuantity)));
}

const WHO: ReadonlySet<string> = new Set(["merchants", "categories", "mccs"]);

/** Several exceptions are one list when they are all over who is paid, or over one other key that is a list. */
function areOneList(a: Selector, b: Selector): boolean {
  if (a === b) return true;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => WHO.has(key)) || (keys.size === 1 && Object.values(b).every(Array.isArray));
}
