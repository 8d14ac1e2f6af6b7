import { createMemoryHistory } from "@spendrail/engine";
import {
  calendarWindow,
  type Decision,
  formatInstant,
  fromUnits,
  type Payment,
  type Rule,
  type SpendingPolicy,
  toUnits,
} from "@spendrail/model";
import { leastAmount } from "../least-amount.js";
import { FIRST_MS, isInstant } from "../shape/instants.js";
import { SMALLEST } from "../shape/probe.js";
import type { Shape } from "../shape/shape.js";
import type { Situation } from "../witness/find-difference.js";
import { edgesBefore, LONG_AGO_MS, SECOND_MS, windowOf } from "../witness/spans.js";
import { type Doubt, type Space, strictness, type ValidPolicy } from "./compare.js";

/** A situation in which the child permits what the parent stops. */
export interface Found extends Situation {
  /** Index of the parent's rule that decides. */
  readonly rule?: number;
}

/** The search for one rule's witness ends after so many situations. */
const MOST_SITUATIONS = 1_000;
const MOST_SPENDS = 200;
const MOST_PAYERS = 6;
const DRIFT_STEP = 10n ** 16n;

/**
 * Looks for the smallest situation in which a child permits what its parent stops, where it is in doubt: without a history
 * first, then with one spend (or as many as a rule counts) at the edges of windows, then with another spend before it that
 * opens windows.
 *
 * @param doubts of one rule of the parent
 * @param space all kinds of payments, of which spends can be
 */
export function findWitness(
  child: ValidPolicy,
  parent: ValidPolicy,
  doubts: readonly Doubt[],
  space: Space,
): Found | undefined {
  let tried = 0;
  for (const situation of situationsOf(child.policy, parent.policy, doubts, space)) {
    if (tried >= MOST_SITUATIONS) return undefined;
    tried += 1;
    const ofParent = decideAlone(parent, situation);
    if (ofParent.outcome === "approve" || ofParent.code === "internal_error") continue;
    if (strictness(decideAlone(child, situation)) >= strictness(ofParent)) continue;
    return { ...situation, ...(ofParent.rule === undefined ? {} : { rule: ofParent.rule }) };
  }
  return undefined;
}

/** The decision without what would pass instead, which takes most of the time. */
function decideAlone({ compiled }: ValidPolicy, { payment, history: spends, account }: Situation): Decision {
  const history = createMemoryHistory();
  for (const spend of spends) history.record(spend);
  return compiled.decide(payment, { ...history.facts(compiled.needs(payment)), ...account });
}

function* situationsOf(
  child: SpendingPolicy,
  parent: SpendingPolicy,
  doubts: readonly Doubt[],
  space: Space,
): Generator<Situation> {
  const few = spread(doubts, 6);
  const rule = doubts[0]?.rule;
  const body = rule === undefined ? undefined : parent.rules[rule];
  for (const { shape, moment } of few) {
    for (const attempt of attemptsOf(body, parent)) yield situationOf(shape, attempt, moment.atMs, [], parent);
  }
  if (body === undefined) return;
  const focus = [body, ...child.rules.filter((one) => one.kind === body.kind || windowOf(one) !== undefined)];
  const around: Around = { rule: body, focus, parent, payers: payersOf(focus, space), doubts };
  for (const isOpened of [false, true]) {
    for (const { shape, moment } of few) {
      for (const nowMs of instantsOf(moment.atMs, focus, [child, parent])) {
        yield* withHistory(shape, nowMs, around, isOpened);
      }
    }
  }
}

/** What the search for one rule's witness is around. */
interface Around {
  readonly rule: Rule;
  /** The rule, and those of the child that may make up for it. */
  readonly focus: readonly Rule[];
  readonly parent: SpendingPolicy;
  /** Kinds of payments that these rules tell apart. */
  readonly payers: readonly Shape[];
  readonly doubts: readonly Doubt[];
}

function payersOf(focus: readonly Rule[], { shapes, takes }: Space): Shape[] {
  const taken = focus.map(takes);
  const payers = new Map<string, Shape>();
  for (const [position, shape] of shapes.entries()) {
    const key = taken.map((takes) => (takes[position] ? "1" : "0")).join("");
    if (!payers.has(key)) payers.set(key, shape);
  }
  return [...payers.values()].slice(0, MOST_PAYERS);
}

/** Some of a list, from all over it. */
function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, index) => index % step === 0).slice(0, count);
}

/** A payment that a rule stops, and what must have been spent for it. */
interface Attempt {
  readonly amount: string;
  readonly driftScore?: string;
  readonly balance?: string;
  readonly spent?: { readonly amount: string; readonly count: number };
}

/** Payments that the rule stops by themselves, the smallest first. */
function attemptsOf(rule: Rule | undefined, { currency }: SpendingPolicy): Attempt[] {
  const least = leastAmount(currency);
  const step = toUnits(least);
  switch (rule?.kind) {
    case "limit":
    case "approval":
      return edge(rule, step).map((units) => ({ amount: fromUnits(units) }));
    case "drift":
      return [
        { amount: least, driftScore: fromUnits(toUnits(rule.max) + DRIFT_STEP) },
        { amount: least, driftScore: "1" },
      ];
    case "reserve":
      return [
        { amount: least, balance: rule.keep },
        { amount: fromUnits(step * 2n), balance: fromUnits(toUnits(rule.keep) + step) },
      ];
    default:
      return [{ amount: least }, { amount: SMALLEST }];
  }
}

/** Payments that the rule stops after what was spent. */
function attemptsAfter(rule: Rule, { currency }: SpendingPolicy): Attempt[] {
  const least = leastAmount(currency);
  const step = toUnits(least);
  switch (rule.kind) {
    case "limit":
    case "approval":
      return edge(rule, step)
        .map((units) => units - step)
        .filter((units) => units > 0n)
        .map((units) => ({ amount: least, spent: { amount: fromUnits(units), count: 1 } }));
    case "velocity":
      return rule.max > 0 && rule.max <= MOST_SPENDS
        ? [{ amount: least, spent: { amount: least, count: rule.max } }]
        : [];
    case "duplicate":
      return [{ amount: least, spent: { amount: least, count: 1 } }];
    default:
      return [];
  }
}

/** The smallest sums that the rule stops: in minor units, and to the last digit. */
function edge(rule: Rule & { kind: "limit" | "approval" }, step: bigint): bigint[] {
  const figure = toUnits((rule.kind === "limit" ? rule.max : rule.above) ?? "0");
  const isIn = rule.kind === "limit" ? rule.exclusive : rule.inclusive;
  return [...new Set(isIn ? [figure] : [figure + step, figure + 1n])].filter((units) => units > 0n);
}

function* withHistory(
  shape: Shape,
  nowMs: number,
  { rule, focus, parent, payers, doubts }: Around,
  isOpened: boolean,
): Generator<Situation> {
  const others = payers.filter((payer) => payer !== shape);
  const spenders = [shape, ...others];
  const edges = [...edgesOf(focus, nowMs, parent), ...doubts.slice(0, 3).map(({ moment }) => moment.atMs)];
  const times = [...new Set(edges)].filter((ms) => ms <= nowMs && isInstant(ms));
  for (const attempt of attemptsAfter(rule, parent)) {
    for (const spentMs of times) {
      for (const spender of spenders) {
        const { amount, count } = attempt.spent as { amount: string; count: number };
        const spends = Array.from({ length: count }, () => spendOf(spender, amount, spentMs, parent));
        if (!isOpened) {
          yield situationOf(shape, attempt, nowMs, spends, parent);
          continue;
        }
        for (const openedMs of openingsOf(focus, nowMs).filter((ms) => ms < spentMs && isInstant(ms))) {
          for (const opener of [spender, ...spenders.filter((one) => one !== spender)]) {
            const opening = spendOf(opener, leastAmount(parent.currency), openedMs, parent);
            yield situationOf(shape, attempt, nowMs, [opening, ...spends], parent);
          }
        }
      }
    }
  }
}

/** When to pay: at the moment, and at and just before the ends of the calendar windows around it. */
function instantsOf(atMs: number, focus: readonly Rule[], policies: readonly SpendingPolicy[]): number[] {
  const ends = focus.flatMap((one) => {
    const window = windowOf(one);
    if (window?.type !== "calendar") return [];
    return policies.map(
      ({ timeZone = "UTC", weekStartsOn = "monday" }) =>
        calendarWindow(window.unit, atMs, timeZone, weekStartsOn).endMs,
    );
  });
  return [...new Set([atMs, ...ends.flatMap((endMs) => [endMs, endMs - SECOND_MS])])].filter(isInstant);
}

/** When to have spent: just before, at the edges of all windows, and long ago. */
function edgesOf(rules: readonly Rule[], nowMs: number, policy: SpendingPolicy): number[] {
  const windows = rules.flatMap((rule) => windowOf(rule) ?? []);
  return [nowMs - SECOND_MS, ...windows.flatMap((window) => edgesBefore(window, nowMs, policy)), nowMs - LONG_AGO_MS];
}

/** When to have opened anchored windows, so that they are over. */
function openingsOf(rules: readonly Rule[], nowMs: number): number[] {
  const windows = rules.flatMap((rule) => windowOf(rule) ?? []).filter(({ type }) => type === "anchored");
  const edges = windows.flatMap((window) => edgesBefore(window, nowMs, { version: 1, currency: "USD", rules: [] }));
  return [...new Set(edges)].sort((a, b) => b - a);
}

function situationOf(
  shape: Shape,
  { amount, driftScore, balance }: Attempt,
  nowMs: number,
  spends: readonly Omit<Payment, "id">[],
  policy: SpendingPolicy,
): Situation {
  const known = shape.known && !spends.some(({ merchant }) => merchant === shape.facts.merchant);
  const earliestMs = Math.min(nowMs, ...spends.map(({ at }) => Date.parse(at)));
  const all = known
    ? [spendOf(shape, SMALLEST, Math.max(earliestMs - LONG_AGO_MS, FIRST_MS), policy), ...spends]
    : spends;
  return {
    history: all.map((spend, index) => ({ id: `spend-${index + 1}`, ...spend })),
    ...(balance === undefined ? {} : { account: { balance } }),
    payment: {
      id: "payment",
      ...spendOf(shape, amount, nowMs, policy),
      ...(driftScore === undefined ? {} : { driftScore }),
    },
  };
}

/** A duplicate has a payee; and a token is of the currency that it stands for, unless the payment says otherwise. */
function spendOf({ facts }: Shape, amount: string, atMs: number, { currency }: SpendingPolicy): Omit<Payment, "id"> {
  const hasPayee = facts.merchant !== undefined || facts.recipient !== undefined;
  const payee = hasPayee ? {} : { recipient: "some recipient" };
  const inCurrency = facts.token === undefined ? {} : { currency };
  return { account: "agent", amount, ...inCurrency, ...facts, ...payee, at: formatInstant(atMs) };
}
