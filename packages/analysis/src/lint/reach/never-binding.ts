import { type Amount, fromUnits, type Rule, type RuleOf, toUnits } from "@spendrail/model";
import type { Subject } from "../rule.js";
import { countTheSame, covers, sharesBudget } from "./covers.js";
import { piecesOf } from "./pieces.js";

/** The most that one budget of a rule can ever hold, by other rules. */
export interface Bound {
  /** Money as a decimal string; for a velocity rule a number of payments. */
  readonly most: Amount;
  /** The sum itself is never reached. */
  readonly exclusive: boolean;
  /** Indices of the rules that the bound comes from: one, or a velocity rule and a limit for each payment. */
  readonly from: readonly [number] | readonly [number, number];
  /** How many windows of the first of them count. */
  readonly windows: number;
  /** The bound holds as long as nothing is refunded. */
  readonly refundsAside: boolean;
}

/** A rule that no payment can ever meet, because others stop it before. */
export interface NeverBinding {
  readonly index: number;
  readonly bound: Bound;
}

/** Rules are compared with one another in policies of at most so many; no policy that people write has as many. */
export const MOST_COMPARED = 500;

type Capped = RuleOf<"limit"> | RuleOf<"velocity"> | RuleOf<"approval">;

/**
 * The limits, velocity rules and approval thresholds that can never bind for an account that has always spent under
 * this policy. All of them together could be taken out and no decision would change; of two that bound each other, the
 * later one is named.
 */
export function neverBinding(subject: Subject): NeverBinding[] {
  const { rules } = subject.policy;
  if (rules.length > MOST_COMPARED) return [];
  const live = new Set(rules.keys());
  const found: NeverBinding[] = [];
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const rule = rules[index];
    if (rule === undefined || !isCapped(rule)) continue;
    live.delete(index);
    const bound = tightestBound(rule, live, subject);
    if (bound !== undefined && isWithin(bound, rule)) found.push({ index, bound });
    else live.add(index);
  }
  return found.reverse();
}

function isCapped(rule: Rule): rule is Capped {
  return rule.kind === "limit" || rule.kind === "velocity" || (rule.kind === "approval" && rule.above !== undefined);
}

/** Whether what the bound allows is never too much for the rule. */
function isWithin({ most, exclusive }: Bound, rule: Capped): boolean {
  const reached = toUnits(most);
  const figure = toUnits(rule.kind === "approval" ? (rule.above ?? "0") : String(rule.max));
  const stopsAtFigure = (rule.kind === "limit" && rule.exclusive) || (rule.kind === "approval" && rule.inclusive);
  return reached < figure || (reached === figure && (!stopsAtFigure || exclusive));
}

/**
 * The lowest bound that rules of the policy set to one budget of a rule.
 *
 * @param live indices of the rules that may be used
 */
export function tightestBound(rule: Capped, live: ReadonlySet<number>, subject: Subject): Bound | undefined {
  if (subject.policy.rules.length > MOST_COMPARED) return undefined;
  const bounds = rule.kind === "velocity" ? countBounds(rule, live, subject) : moneyBounds(rule, live, subject);
  return bounds.reduce<Bound | undefined>(
    (best, bound) => (best === undefined || isTighter(bound, best) ? bound : best),
    undefined,
  );
}

function isTighter(a: Bound, b: Bound): boolean {
  const difference = toUnits(a.most) - toUnits(b.most);
  if (difference !== 0n) return difference < 0n;
  if (a.exclusive !== b.exclusive) return a.exclusive;
  return a.refundsAside !== b.refundsAside ? b.refundsAside : a.from.length < b.from.length;
}

/** The bounds that limits set, and those of a number of payments with a limit for each of them. */
function moneyBounds(rule: Capped, live: ReadonlySet<number>, subject: Subject): Bound[] {
  const limits = boundingRules(rule, "limit", live, subject);
  const single = limits.flatMap(({ index, other, pieces }): Bound[] => [
    {
      most: fromUnits(BigInt(pieces.count) * toUnits(other.max)),
      exclusive: other.exclusive === true,
      from: [index],
      windows: pieces.count,
      refundsAside: pieces.refundsAside,
    },
  ]);
  if (perOf(rule) === "transaction") return single;
  const each = liveRules("limit", live, subject)
    .filter(({ rule: limit }) => limit.per === "transaction" && covers(limit, rule, subject.categories))
    .map(({ rule: limit, index }) => ({ index, max: toUnits(limit.max), exclusive: limit.exclusive === true }))
    .reduce<{ index: number; max: bigint; exclusive: boolean } | undefined>(
      (lowest, limit) => (lowest === undefined || limit.max < lowest.max ? limit : lowest),
      undefined,
    );
  if (each === undefined) return single;
  return [
    ...single,
    ...boundingRules(rule, "velocity", live, subject).map(
      ({ index, other, pieces }): Bound => ({
        most: fromUnits(BigInt(pieces.count) * BigInt(other.max) * each.max),
        exclusive: each.exclusive && other.max > 0,
        from: [index, each.index],
        windows: pieces.count,
        refundsAside: false,
      }),
    ),
  ];
}

function countBounds(rule: Capped, live: ReadonlySet<number>, subject: Subject): Bound[] {
  return boundingRules(rule, "velocity", live, subject).map(({ index, other, pieces }) => ({
    most: fromUnits(BigInt(pieces.count) * BigInt(other.max) * 10n ** 18n),
    exclusive: false,
    from: [index],
    windows: pieces.count,
    // The count stays when money is refunded.
    refundsAside: false,
  }));
}

function perOf(rule: Capped) {
  return rule.per ?? "transaction";
}

interface Capping {
  limit: RuleOf<"limit">;
  velocity: RuleOf<"velocity">;
}

function liveRules<K extends keyof Capping>(kind: K, live: ReadonlySet<number>, { policy }: Subject) {
  return policy.rules.flatMap((rule, index) =>
    rule.kind === kind && live.has(index) ? [{ rule: rule as Capping[K], index }] : [],
  );
}

/** The live rules of a kind that count everything a rule counts, and how many of their windows one of its windows meets. */
function boundingRules<K extends keyof Capping>(rule: Capped, kind: K, live: ReadonlySet<number>, subject: Subject) {
  return liveRules(kind, live, subject).flatMap(({ rule: other, index }) => {
    const isWhole = perOf(rule) === "transaction" || sharesBudget(other, rule);
    if (!isWhole || !covers(other, rule, subject.categories)) return [];
    const together = () => countTheSame(other, rule);
    const pieces = piecesOf(other.per, perOf(rule), together, subject.policy.timeZone ?? "UTC");
    return pieces === undefined ? [] : [{ index, other, pieces }];
  });
}
