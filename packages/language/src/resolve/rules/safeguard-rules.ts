import { formatDuration, type Rule, type Schedule } from "@spendrail/model";
import { notUnderstood, timeAmbiguous } from "../../diagnostic/findings.js";
import type { Draft } from "../draft.js";
import { resolveSchedules } from "../schedule.js";
import { trustLevelOf } from "../settings.js";
import { trustLimits } from "../trust.js";
import { draftsOf, fail, type Making, note, placeOf, withoutMoney } from "./making.js";
import { periodOf } from "./period.js";

/** "Only on weekdays"; each time a rule of its own, of which any may hold. */
export function scheduleRules(making: Making, only: boolean): Draft[] {
  const { clause, conditions, context } = making;
  const { schedules, except, exceptions, mixedTimes, validity } = conditions;
  if (exceptions.length > 0) return fail(making);
  const held = resolveSchedules(clause.holdsOnly, context.findings);
  if (held === undefined) return [];
  if (schedules.length === 0) return fail(making);
  if (mixedTimes)
    return fail(
      making,
      timeAmbiguous(
        placeOf(making),
        "It is not clear whether both times or either of them must hold; join days and hours without and.",
      ),
    );
  if (!only)
    note(making, "allow_means_only", "Allowing payments at these times means that they are not allowed at others.");
  const times: (Schedule | undefined)[] = held.schedules.length === 0 ? [undefined] : held.schedules;
  return schedules.flatMap((schedule) =>
    times.map((during) => ({
      at: placeOf(making),
      moneyOnly: false,
      moneyNearby: false,
      validity,
      rule: () => ({ kind: "schedule", only: schedule, ...(except && { except }), ...(during && { during }) }),
    })),
  );
}

/** "No duplicate payments within 7 days". */
export function duplicateRules(making: Making): Draft[] {
  const { quantity } = making.clause;
  const per = periodOf(making);
  if (per === undefined) return [];
  const isOnce = quantity === undefined || quantity.value === "2";
  if (per === "transaction" || per === "lifetime" || per.type === "calendar" || !isOnce) return fail(making);
  const { duration } = per;
  return draftsOf(making, (on) => () => ({ kind: "duplicate", within: duration, ...(on && { on }) }));
}

/** "Wait at least 60 seconds between payments": one payment in any 60 seconds. */
export function cooldownRules(making: Making): Draft[] {
  const { quantity } = making.clause;
  const { by } = making.conditions;
  const isWhole = quantity?.of === "duration" && Number.isSafeInteger(quantity.ms) && quantity.ms % 1000 === 0;
  if (!isWhole || quantity.ms <= 0 || making.conditions.exceptions.length > 0) return fail(making);
  const duration = formatDuration(quantity.ms);
  return draftsOf(making, (on) => () => ({
    kind: "velocity",
    per: { type: "sliding", duration },
    max: 1,
    ...(by && { by }),
    ...(on && { on }),
  }));
}

/** "Warn me at 80% of the monthly budget". */
export function alertRules(making: Making): Draft[] {
  const at = shareOf(making);
  if (at === undefined) return [];
  if (at === "0" || making.clause.quantity?.of !== "percent") return fail(making);
  const per = making.conditions.hasPeriod ? periodOf(making) : undefined;
  return withoutMoney(plainRules(making, () => ({ kind: "alert", at, ...(per && { per }) })));
}

/** "Max goal drift 0.3". */
export function driftRules(making: Making): Draft[] {
  const max = shareOf(making);
  if (max === undefined) return [];
  return making.conditions.hasPeriod ? fail(making) : withoutMoney(plainRules(making, () => ({ kind: "drift", max })));
}

/** "Keep at least $100 in the wallet". */
export function reserveRules(making: Making): Draft[] {
  const { quantity } = making.clause;
  const isMoney = quantity?.of === "amount" || quantity?.of === "number";
  return isMoney ? plainRules(making, (keep) => ({ kind: "reserve", keep })) : fail(making);
}

/** "Low trust": the limits that the level stands for. */
export function trustRules(making: Making): Draft[] {
  const level = trustLevelOf(making.clause);
  return level === undefined
    ? fail(making)
    : trustLimits(level).flatMap((rule) => withoutMoney(draftsOf(making, () => () => rule)));
}

/** A rule whose exceptions have no figures of their own. */
function plainRules(making: Making, rule: (value: string) => Rule): Draft[] {
  return making.conditions.exceptions.length > 0 ? fail(making) : draftsOf(making, () => rule);
}

/** A figure from 0 to 1, or from 0% to 100%. */
function shareOf(making: Making): string | undefined {
  const { quantity } = making.clause;
  const isShare = quantity?.of === "percent" || quantity?.of === "number";
  if (isShare && (quantity.value === "1" || /^0(?:\.|$)/.test(quantity.value))) return quantity.value;
  making.context.findings.push(
    isShare
      ? {
          code: "value_out_of_range",
          at: { start: quantity.start, end: quantity.end },
          message: "The value must be between 0 and 1, or 0% and 100%.",
        }
      : notUnderstood(placeOf(making)),
  );
  return undefined;
}
