import type { EngineOptions } from "@spendrail/engine";
import { isEqual } from "../lint/reach/covers.js";
import { compare, type Doubt, type Space, spaceOf, type ValidPolicy } from "./compare.js";
import { findWitness } from "./find-witness.js";
import type { Undecided, Witness } from "./policy-diff.js";

/** A witness before it is decided. */
export type Situation = Pick<Witness, "rule" | "payment" | "history" | "account">;

/** What one policy permits and another does not, and what is in doubt. */
export interface Relation {
  witnesses: Situation[];
  undecided: Undecided[];
}

const NONE: Relation = { witnesses: [], undecided: [] };

/** What a second policy permits beyond a first, and what it permits less. */
export function relations(
  first: ValidPolicy,
  second: ValidPolicy,
  options: EngineOptions,
): { looser: Relation; tighter: Relation } {
  if (isEqual(first.policy, second.policy)) return { looser: NONE, tighter: NONE };
  const found = spaceOf(first.policy, second.policy, options);
  if (!found.ok) return { looser: openly("looser", found.reason), tighter: openly("tighter", found.reason) };
  return {
    looser: relate(second, first, found.space, "looser"),
    tighter: relate(first, second, found.space, "tighter"),
  };
}

/** What a second policy permits beyond a first. */
export function howLoose(first: ValidPolicy, second: ValidPolicy, options: EngineOptions): Relation {
  if (isEqual(first.policy, second.policy)) return NONE;
  const found = spaceOf(first.policy, second.policy, options);
  return found.ok ? relate(second, first, found.space, "looser") : openly("looser", found.reason);
}

function openly(direction: Undecided["direction"], message: string): Relation {
  return { witnesses: [], undecided: [{ direction, message }] };
}

function relate(child: ValidPolicy, parent: ValidPolicy, space: Space, direction: Undecided["direction"]): Relation {
  const byRule = new Map<number | undefined, Doubt[]>();
  for (const doubt of compare(child, parent, space)) {
    const ofRule = byRule.get(doubt.rule);
    if (ofRule === undefined) byRule.set(doubt.rule, [doubt]);
    else ofRule.push(doubt);
  }
  const witnesses: Situation[] = [];
  const undecided: Undecided[] = [];
  for (const [rule, doubts] of [...byRule].sort(([a = -1], [b = -1]) => a - b)) {
    const found = findWitness(child, parent, doubts, space);
    if (found === undefined) undecided.push(undecidedOf(rule, doubts, direction));
    else witnesses.push(found);
  }
  return { witnesses, undecided };
}

function undecidedOf(rule: number | undefined, doubts: readonly Doubt[], direction: Undecided["direction"]): Undecided {
  const [first] = doubts;
  const which = JSON.stringify(first?.shape.facts);
  if (rule === undefined)
    return { direction, message: `It is not decided whether payments such as ${which} are denied alike.` };
  const only = "The other policy makes up for the rule only as long as nothing is refunded.";
  const message = doubts.every(({ refundsOnly }) => refundsOnly)
    ? only
    : `No rule of the other policy makes up for the rule by itself for payments such as ${which}, and no payment was found that shows a difference.`;
  return { direction, rule, message };
}
