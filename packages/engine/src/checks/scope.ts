import type { ReasonCode } from "@spendrail/model";
import { matchesRail, RAIL_NAMES, type RailName } from "../compile/matcher.js";
import type { Context } from "../judge/context.js";
import { judgeBlocks, missedAllowlist } from "../judge/selectors.js";
import { fail, type Unverified, type Verdict } from "../judge/verdict.js";

/** What a payment is denied with that one of its rails blocks, or that misses its allowlist. */
export const RAIL_CODES: Readonly<Record<RailName, { blocked: ReasonCode; missed: ReasonCode }>> = {
  scope: { blocked: "scope_blocked", missed: "scope_not_allowed" },
  token: { blocked: "token_blocked", missed: "token_not_allowlisted" },
  chain: { blocked: "chain_blocked", missed: "chain_not_allowlisted" },
  recipient: { blocked: "recipient_blocked", missed: "recipient_not_allowlisted" },
  country: { blocked: "country_blocked", missed: "country_not_allowlisted" },
};

/** Check 2: the scope, then the rails one after the other, each by its blocks before its allowlist. */
export function checkScope(context: Context): Verdict {
  const notes: Unverified[] = [];
  for (const name of RAIL_NAMES) {
    const value = context.subject.payment[name];
    const blocks = judgeBlocks(context, name, RAIL_CODES[name].blocked, () => railBlocked(name, value));
    if (blocks.finding !== undefined) return fail(blocks.finding);
    notes.push(...blocks.notes);
    const allow = missedAllowlist(
      context,
      ({ rails }) => rails.find((rail) => rail.name === name),
      (rail) => matchesRail(rail, context.subject),
    );
    if (allow !== undefined) {
      return fail({ code: RAIL_CODES[name].missed, message: railMissed(name, value), rule: allow.index });
    }
  }
  return { result: "pass", notes };
}

export function railBlocked(name: RailName, value: string | undefined): string {
  return `${labelOf(name)} '${value}' is blocked`;
}

export function railMissed(name: RailName, value: string | undefined): string {
  return value === undefined
    ? `Payment without a ${name} not in allowlist`
    : `${labelOf(name)} '${value}' not in allowlist`;
}

function labelOf(name: RailName): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}
