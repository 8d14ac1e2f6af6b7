import type { CompiledPolicy } from "@spendrail/engine";
import { type Amount, fromUnits, MAX_AMOUNT_UNITS, type Payment, toUnits } from "@spendrail/model";
import { leastAmount } from "../least-amount.js";
import { bestPlan } from "./attack.js";
import { type Cover, coverOf } from "./cover.js";
import type { Derivation, Share } from "./derivation.js";
import type { Exposure } from "./exposure-report.js";
import type { Field } from "./field.js";
import { usedBy } from "./in-flight.js";
import { missingRule } from "./missing-rule.js";
import { type Outlet, type Outlets, outletsOf } from "./outlets.js";
import { coverInParts } from "./parts.js";
import { formatPeriod } from "./period.js";
import { type PlanRequest, planOf } from "./plan.js";
import { moneyOf, type ReplayRequest, startReplay } from "./replay-schedule.js";
import type { AttackSchedule, ScheduledPayments } from "./schedule.js";
import { scheduled } from "./scheduled.js";

/** One exposure to find; all of it is valid. */
export interface Question {
  readonly field: Field;
  readonly compiled: CompiledPolicy;
  readonly balance: Amount | undefined;
  readonly inFlight: readonly Payment[];
  readonly approvals: boolean;
  readonly share?: Share;
}

export interface Found {
  readonly question: Question;
  readonly all: Outlets;
  readonly exposure: Exposure;
}

export function findExposure(question: Question): Found {
  const all = outletsOf(question.field, question);
  const used = usedBy(question.inFlight, question.compiled);
  const cover = coverOf(all, all.outlets, used);
  const schedule = scheduleOf(question, all, cover);
  if (!cover.ok) {
    const missing = missingRule(all, cover.open);
    return { question, all, exposure: { kind: "unbounded", lower: schedule.total, schedule, missing } };
  }
  const whole = derivationOf(question, cover);
  const derivation = schedule.total === whole.upper ? whole : inParts(question, all, whole);
  const { upper } = derivation;
  const kind = schedule.total === upper ? "exact" : "interval";
  return { question, all, exposure: { kind, lower: schedule.total, upper, schedule, derivation } };
}

/** The derivation for the period cut into parts, where that bounds it closer. */
function inParts(question: Question, all: Outlets, whole: Derivation): Derivation {
  const cover = coverInParts(all, usedBy(question.inFlight, question.compiled));
  const derivation = cover.ok ? derivationOf(question, cover) : whole;
  return toUnits(derivation.upper) < toUnits(whole.upper) ? derivation : whole;
}

/** What needs more payments than this is given as an interval. */
const MOST_PAYMENTS = 5_000;
/** Where nothing ends it, a few payments show how it begins. */
const MOST_SHOWN = 3;

/** The best plan, as far as it passes the evaluator. */
function scheduleOf(question: Question, all: Outlets, cover: Cover): AttackSchedule {
  const request = planRequest(question, all);
  const plan = cover.ok
    ? bestPlan(request, cover.units)
    : planOf({ ...request, outlets: [cover.open], mostPayments: MOST_SHOWN }, []);
  const { policy } = question.field;
  const smallest = toUnits(leastAmount(policy.currency));
  const openings = plan.openings.map(({ atMs, outlet }) => ({ atMs, shape: outlet.shape, units: smallest, times: 1 }));
  const preparation = scheduled(openings, policy);
  const payments = scheduled(plan.payments, policy);
  const replay = startReplay(question.compiled, question.approvals, replayRequestOf(question));
  const prepared = preparation.filter((one) => replay.prepare(one).passed > 0);
  const paid = payments.flatMap((one): ScheduledPayments[] => {
    const { passed } = replay.pay(one);
    return passed === 0 ? [] : [{ ...one, times: passed }];
  });
  return { preparation: prepared, payments: paid, total: fromUnits(replay.total()) };
}

function planRequest({ field: { policy }, compiled, inFlight }: Question, all: Outlets): PlanRequest {
  const size = ({ largest = MAX_AMOUNT_UNITS }: Outlet) => largest;
  const outlets = [...all.outlets].sort((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : 0));
  const step = policy.rules.some(({ kind }) => kind === "duplicate") ? toUnits(leastAmount(policy.currency)) : 0n;
  return { all, outlets, usedOf: usedBy(inFlight, compiled), step, mostPayments: MOST_PAYMENTS };
}

function derivationOf(
  { approvals, field: { period }, share, inFlight, compiled }: Question,
  cover: Cover & { ok: true },
): Derivation {
  const used = usedBy(inFlight, compiled);
  const flying = inFlight.reduce((sum, payment) => sum + moneyOf(payment, compiled), 0n);
  const steps = cover.bounds.map(({ budget, part, windows, largest, units }) => {
    const { cap, partition } = budget;
    const usedUnits = used(budget);
    return {
      ...(cap.rule === undefined ? {} : { rule: cap.rule }),
      ...(partition === undefined ? {} : { partition }),
      ...(part.startMs === period.startMs && part.endMs === period.endMs ? {} : { part: formatPeriod(part) }),
      windows,
      ...(largest === undefined
        ? { money: fromUnits(cap.max) }
        : { payments: Number(cap.max), largest: fromUnits(largest) }),
      ...(usedUnits === 0n ? {} : { used: fromUnits(usedUnits) }),
      bound: fromUnits(units),
    };
  });
  return {
    approvals,
    period: formatPeriod(period),
    ...(share === undefined ? {} : { of: share }),
    steps,
    inFlight: fromUnits(flying),
    upper: fromUnits(cover.units + flying),
  };
}

function replayRequestOf({ inFlight, balance, field: { options } }: Question): ReplayRequest {
  return { inFlight, options, ...(balance === undefined ? {} : { balance }) };
}
