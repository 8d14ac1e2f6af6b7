import type { Partition, Per, Schedule, Selector } from "@spendrail/model";
import type { Clause, PlacedSelector } from "../clause/clause.js";
import { notExpressible, notUnderstood, timeAmbiguous } from "../diagnostic/findings.js";
import type { Intent } from "../families/intent.js";
import type { PeriodPhrase, ValidityPhrase } from "../phrase/phrase.js";
import type { RuleContext } from "./rules/making.js";
import { complement, type ResolvedSchedule, resolveSchedules } from "./schedule.js";
import { anyOf, both, type ResolvedSelector, resolveSelector } from "./selector.js";

/** What narrows the rules of a clause. */
export interface Conditions {
  /** One rule each; none when the rule holds for all payments. */
  selectors: Selector[];
  /** The selectors are items of a list with "each", so several are meant. */
  separate: boolean;
  except: Selector | undefined;
  /** Exceptions with a figure of their own. */
  exceptions: { clause: Clause; selector?: Selector; schedules?: Schedule[] }[];
  /** One rule each; none when the rule holds at all times. */
  schedules: Schedule[];
  mixedTimes: boolean;
  validity: readonly ValidityPhrase[];
  periods: PeriodPhrase[];
  hasPeriod: boolean;
  /** A period that was worked out already. */
  per?: Per | undefined;
  by: Partition | undefined;
}

/** Works out the modifiers of a clause together with what stands before the statement. Undefined with findings. */
export function conditionsOf(clause: Clause, intent: Intent, context: RuleContext): Conditions | undefined {
  const { front, findings } = context;
  const before = findings.length;
  const selected = selectorsOf(clause, context);
  const excepted = exceptionsOf(clause, context);
  const times = timesOf(clause, intent, context, excepted?.timed ?? false);
  const periods = periodsOf(clause, context);
  const partitions = new Set([...front.by, ...clause.by].map(({ partition }) => partition));
  if (partitions.size > 1) findings.push(notUnderstood(clause));
  if (selected === undefined || excepted === undefined || times === undefined || partitions.size > 1) {
    if (findings.length === before) findings.push(notUnderstood(clause));
    return undefined;
  }
  const [by] = partitions;
  return {
    ...selected,
    except: excepted.except,
    exceptions: excepted.exceptions,
    schedules: times.schedules,
    mixedTimes: times.mixed,
    validity: clause.validity.length > 0 ? clause.validity : front.validity,
    periods,
    hasPeriod: periods.length > 0,
    by,
  };
}

/** "Max $50 per day in total" is per day; "in total, max $50 per day" is over two periods. */
function periodsOf(clause: Clause, { front }: RuleContext): PeriodPhrase[] {
  const leading = front.periods.map((phrase) =>
    phrase.period.type === "total" ? { ...phrase, period: { type: "lifetime" as const } } : phrase,
  );
  return [...leading, ...clause.periods];
}

function selectorsOf(clause: Clause, context: RuleContext): Pick<Conditions, "selectors" | "separate"> | undefined {
  const { front, findings } = context;
  const own = clause.selectors.some(({ leads }) => leads)
    ? clause.selectors
    : [...front.selectors, ...clause.selectors];
  const joined = joinSelectors(own, context);
  if (joined === undefined) return undefined;
  const { alternatives, items } = joined;
  if (clause.each === undefined) return { selectors: alternatives, separate: false };
  if (items.length > 1) return { selectors: items, separate: true };
  if (alternatives.length === 0 && clause.skeleton.includes("pay")) return { selectors: [], separate: false };
  findings.push(notUnderstood(clause.each));
  return undefined;
}

/** All of the selectors at once. */
function joinSelectors(
  placed: readonly PlacedSelector[],
  { vocabulary, findings }: RuleContext,
): ResolvedSelector | undefined {
  let alternatives: Selector[] = [];
  let items: Selector[] = [];
  for (const { phrase } of placed) {
    const resolved = resolveSelector(phrase, vocabulary, findings);
    if (resolved === undefined) return undefined;
    if (alternatives.length === 0) ({ alternatives, items } = resolved);
    else {
      const [a, b] = [alternatives[0], resolved.alternatives[0]];
      const joined = alternatives.length === 1 && resolved.alternatives.length === 1 && a && b ? both(a, b) : undefined;
      if (joined === undefined || b === undefined) {
        findings.push(notExpressible(phrase));
        return undefined;
      }
      alternatives = [joined];
      items = items.map((item) => both(item, b) ?? item);
    }
  }
  return { alternatives, items };
}

interface Excepted {
  except: Selector | undefined;
  exceptions: Conditions["exceptions"];
  timed: boolean;
}

function exceptionsOf(clause: Clause, context: RuleContext): Excepted | undefined {
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

function timesOf(
  clause: Clause,
  intent: Intent,
  { front, findings }: RuleContext,
  timed: boolean,
): ResolvedSchedule | undefined {
  if (intent.kind === "schedule" && front.schedules.length > 0 && clause.schedules.length > 0) {
    // "On weekdays, only between 9am and 5pm": at weekends never, or at any hour?
    const message =
      "It is not clear what is allowed at other times; write the times together, as in on weekdays, 9am-5pm.";
    findings.push(timeAmbiguous(clause, message));
    return undefined;
  }
  const phrases =
    clause.schedules.length > 0 && clause.schedules.some(({ start }) => start === clause.start)
      ? clause.schedules
      : [...front.schedules, ...clause.schedules];
  const times = resolveSchedules(phrases, findings);
  if (times === undefined || !timed) return times;
  const excepted = resolveSchedules(
    clause.exceptions.flatMap(({ schedules }) => schedules),
    findings,
  );
  if (excepted === undefined) return undefined;
  const others = complement(excepted, clause, findings);
  if (others === undefined) return undefined;
  if (times.schedules.length === 0) return others;
  const [own, rest] = [times.schedules[0], others.schedules[0]];
  if (
    times.schedules.length === 1 &&
    others.schedules.length === 1 &&
    own?.days &&
    rest?.days &&
    rest.hours === undefined
  ) {
    const days = own.days.filter((day) => rest.days?.includes(day));
    return { schedules: [{ ...own, days }], mixed: times.mixed };
  }
  findings.push(notUnderstood(clause));
  return undefined;
}
