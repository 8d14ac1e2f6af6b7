import { formatInstant, nextScheduleChange, type ReasonCode } from "@spendrail/model";
import { RAIL_CODES } from "../checks/scope.js";
import type { CapRule } from "../compile/cap.js";
import type { CompiledRules } from "../compile/compile.js";
import { type CompiledOf, nextForceChangeMs } from "../compile/compiled-rule.js";
import { brokenUse, fits } from "../judge/caps.js";
import type { Context } from "../judge/context.js";
import { judge } from "../judge/judge.js";
import { type Finding, LAST_INSTANT_MS } from "../judge/verdict.js";
import type { Search } from "./search.js";
import { atInstant, type Case, variationOf } from "./variation.js";

/** Rules whose times never meet could be chased for ever; none that do meet need this many steps. */
const MOST_JUMPS = 1000;

/**
 * The earliest instant after the payment's own at which this very payment would not be denied if nothing else were
 * spent. Jumps from change to change of whatever denies it; `undefined` when there is no such instant.
 */
export function* retryAt(one: Case, denied: Context, finding: Finding): Search<string | undefined> {
  let context = denied;
  let reason = finding;
  for (let jumps = 0; jumps < MOST_JUMPS; jumps += 1) {
    const atMs = yield* nextChangeMs(one, context, reason);
    if (atMs > LAST_INSTANT_MS) return undefined;
    const later = yield* variationOf(one, atInstant(one.payment, atMs));
    const { finding: next } = judge(later);
    if (next === undefined || next.code === "approval_required") return formatInstant(atMs);
    context = later;
    reason = next;
  }
  return undefined;
}

/** The first instant after the context's at which the denial may lift; infinity when time alone never lifts it. */
function* nextChangeMs(one: Case, context: Context, { code, rule }: Finding): Search<number> {
  const { rules, subject } = context;
  if (code === "policy_not_yet_valid") return rules.validFromMs;
  const decisive = rule === undefined ? undefined : rules.all[rule];
  if (decisive !== undefined && code === "fact_missing") return nextForceChangeMs(decisive, subject.atMs);
  switch (decisive?.rule.kind) {
    case undefined:
      return Number.POSITIVE_INFINITY;
    case "schedule":
      return nextOpeningMs(context);
    case "allow":
      return Math.min(...allowlistOf(rules, code).map((allow) => nextForceChangeMs(allow, subject.atMs)));
    case "limit":
    case "velocity":
    case "duplicate": {
      const counting = decisive as CountingRule;
      return Math.min(nextForceChangeMs(counting, subject.atMs), yield* nextRoomMs(one, context, counting));
    }
    case "block":
    case "drift":
    case "reserve":
    case "approval":
    case "alert":
      return nextForceChangeMs(decisive, subject.atMs);
  }
}

/** The allow rules that make up the list a payment is not in. */
function allowlistOf(rules: CompiledRules, missed: ReasonCode): readonly CompiledOf<"allow">[] {
  return rules.ofKind("allow").filter(({ on }) => {
    if (on === undefined) return false;
    if (on.rails.some(({ name }) => RAIL_CODES[name].missed === missed)) return true;
    return missed === "merchant_not_allowlisted" && (on.who !== undefined || on.merchantHistory !== undefined);
  });
}

type CountingRule = CapRule | CompiledOf<"duplicate">;

/** When the totals of a rule that the payment breaks first leave room for it; infinity when they never do. */
function* nextRoomMs(one: Case, context: Context, rule: CountingRule): Search<number> {
  const { atMs } = context.subject;
  const span = rule.counting?.spanAt(atMs);
  if (span === undefined || span.type === "lifetime") return Number.POSITIVE_INFINITY;
  if (isCap(rule)) {
    const use = brokenUse(context, rule);
    if (use === undefined || !fits(rule, { ...use, spent: 0n })) return Number.POSITIVE_INFINITY;
    if (span.type !== "sliding") return use.resetsAtMs ?? Number.POSITIVE_INFINITY;
  }
  if (span.type !== "sliding") return Number.POSITIVE_INFINITY;
  const lastMs = atMs + span.durationMs;
  // With spends that were recorded ahead of their time, room comes and goes: then it is looked for as each spend leaves.
  if (!(yield* isEmpty(one, rule, lastMs))) return nextLeavingMs(context, rule);
  return yield* firstRoomMs(one, rule, atMs, lastMs);
}

function* isEmpty(one: Case, rule: CountingRule, atMs: number): Search<boolean> {
  const later = yield* variationOf(one, atInstant(one.payment, atMs), rule);
  return later.totalsOf(rule).every(({ count }) => count === 0);
}

/** When the first spend leaves a budget that the payment breaks. */
function nextLeavingMs(context: Context, rule: CountingRule): number {
  const leaving = isCap(rule) ? [brokenUse(context, rule)] : context.totalsOf(rule);
  return Math.min(...leaving.map((total) => total?.resetsAtMs ?? Number.POSITIVE_INFINITY));
}

function isCap(rule: CountingRule): rule is CapRule {
  return rule.rule.kind !== "duplicate";
}

function* hasRoom(one: Case, rule: CountingRule, atMs: number): Search<boolean> {
  if (!isCap(rule)) return yield* isEmpty(one, rule, atMs);
  return brokenUse(yield* variationOf(one, atInstant(one.payment, atMs), rule), rule) === undefined;
}

/** The first instant in `(fromMs, toMs]` with room, where there is none at `fromMs`, and what there is stays. */
function* firstRoomMs(one: Case, rule: CountingRule, fromMs: number, toMs: number): Search<number> {
  let before = fromMs;
  let after = toMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (yield* hasRoom(one, rule, middle)) after = middle;
    else before = middle;
  }
  return after;
}

/** When any schedule rule next opens, closes, or comes into or out of force. */
function nextOpeningMs({ rules, subject: { atMs } }: Context): number {
  const changes = rules
    .ofKind("schedule")
    .flatMap((schedule) => [
      nextForceChangeMs(schedule, atMs),
      nextScheduleChange(schedule.rule.only, atMs, schedule.timeZone) ?? Number.POSITIVE_INFINITY,
    ]);
  return Math.min(...changes);
}
