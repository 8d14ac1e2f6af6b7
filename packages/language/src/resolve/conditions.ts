import type { Partition, Per, Schedule, Selector } from "@spendrail/model";
import type { Clause } from "../clause/clause.js";
import { notUnderstood, timeAmbiguous } from "../diagnostic/findings.js";
import type { Intent } from "../families/intent.js";
import type { PeriodPhrase, ValidityPhrase } from "../phrase/phrase.js";
import { exceptionsOf } from "./exceptions.js";
import { joinSelectors } from "./join-selectors.js";
import type { RuleContext } from "./rules/making.js";
import { complement, type ResolvedSchedule, resolveSchedules } from "./schedule.js";

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
