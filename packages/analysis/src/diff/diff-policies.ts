import { compilePolicy, type EngineOptions } from "@spendrail/engine";
import type { Rule, SpendingPolicy } from "@spendrail/model";
import { isEqual } from "../lint/reach/covers.js";
import { decide } from "../witness/find-difference.js";
import { compare, type Doubt, type ValidPolicy } from "./at-most.js";
import { findWitness } from "./find-witness.js";
import { pairRules } from "./pair-rules.js";
import type {
  DiffVerdict,
  Permissiveness,
  PolicyDiff,
  PolicyIssue,
  RuleChange,
  Undecided,
  Witness,
} from "./policy-diff.js";

/**
 * Says how a policy changes in what it permits: over all payments, balances and instants, and all histories of captured
 * spends of which none is later than the payment. Of a changed policy the histories can be such as the policy itself would
 * not have let come about: money may have been spent under another one before.
 *
 * Every witness was replayed through the evaluator. Where neither a proof nor a witness is found, it says `not_decided`.
 *
 * @returns `ok: false` with the issues of invalid policies or options. Never throws on data.
 */
export function diffPolicies(before: SpendingPolicy, after: SpendingPolicy, options: EngineOptions = {}): PolicyDiff {
  const reading = readBoth(before, after, options);
  if (!reading.ok) return reading;
  const { valid } = reading;
  const [first, second] = valid;
  const looser = relate(second, first, options, "looser");
  const tighter = relate(first, second, options, "tighter");
  return {
    ok: true,
    verdict: verdictOf(looser, tighter),
    loosenings: looser.witnesses.map((witness) => decided(witness, first, second)),
    tightenings: tighter.witnesses.map((witness) => decided(witness, first, second)),
    undecided: [...looser.undecided, ...tighter.undecided],
    rules: changesOf(first, second, options),
    settings: SETTINGS.filter((key) => first.policy[key] !== second.policy[key]),
  };
}

/**
 * Whether a child permits nothing that its parent does not, for a policy that is handed on to a sub-agent: on no payment,
 * whatever the history, does it decide more permissively, with fewer approvers counted as more permissive.
 *
 * @returns `ok: false` with the issues of invalid policies or options. Never throws on data.
 */
export function isAtMostAsPermissive(
  child: SpendingPolicy,
  parent: SpendingPolicy,
  options: EngineOptions = {},
): Permissiveness {
  const reading = readBoth(parent, child, options);
  if (!reading.ok) return reading;
  const [first, second] = reading.valid;
  const { witnesses, undecided } = relate(second, first, options, "looser");
  if (witnesses.length > 0)
    return { ok: true, answer: "no", witnesses: witnesses.map((one) => decided(one, first, second)) };
  return undecided.length > 0 ? { ok: true, answer: "not_decided", reasons: undecided } : { ok: true, answer: "yes" };
}

const SETTINGS = ["currency", "timeZone", "weekStartsOn", "validFrom", "validUntil"] as const;

type Reading = { ok: true; valid: [ValidPolicy, ValidPolicy] } | { ok: false; issues: PolicyIssue[] };

function readBoth(before: SpendingPolicy, after: SpendingPolicy, options: EngineOptions): Reading {
  const named = [
    ["before", before],
    ["after", after],
  ] as const;
  const compiled = named.map(([name, policy]) => ({ name, compiled: compilePolicy(policy, options) }));
  const issues = compiled.flatMap(({ name, compiled }) => compiled.issues.map((issue) => ({ ...issue, policy: name })));
  const [first, second] = compiled.flatMap(({ compiled }) =>
    compiled.policy === undefined ? [] : [{ compiled, policy: compiled.policy }],
  );
  if (first === undefined || second === undefined) return { ok: false, issues };
  return { ok: true, valid: [first, second] };
}

type Situation = Pick<Witness, "rule" | "payment" | "history" | "account">;

/** What a child permits and its parent does not, and what is in doubt. */
interface Relation {
  witnesses: Situation[];
  undecided: Undecided[];
}

function relate(
  child: ValidPolicy,
  parent: ValidPolicy,
  options: EngineOptions,
  direction: Undecided["direction"],
): Relation {
  if (isEqual(child.policy, parent.policy)) return { witnesses: [], undecided: [] };
  const comparison = compare(child, parent, options);
  if (!comparison.ok) return { witnesses: [], undecided: [{ direction, message: comparison.reason }] };
  const byRule = new Map<number | undefined, Doubt[]>();
  for (const doubt of comparison.doubts) byRule.set(doubt.rule, [...(byRule.get(doubt.rule) ?? []), doubt]);
  const witnesses: Situation[] = [];
  const undecided: Undecided[] = [];
  for (const [rule, doubts] of [...byRule].sort(([a = -1], [b = -1]) => a - b)) {
    const found = findWitness(child, parent, doubts, comparison.shapes);
    if (found === undefined) undecided.push(undecidedOf(rule, doubts, direction));
    else if (!witnesses.some((one) => one.rule === found.rule && rule === undefined)) witnesses.push(found);
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

function verdictOf(looser: Relation, tighter: Relation): DiffVerdict {
  const [isLooser, isTighter] = [looser, tighter].map(({ witnesses }) => witnesses.length > 0);
  if (isLooser && isTighter) return "incomparable";
  // Where one direction is shown, the other has to be ruled out.
  if (isLooser) return tighter.undecided.length > 0 ? "not_decided" : "looser";
  if (isTighter) return looser.undecided.length > 0 ? "not_decided" : "tighter";
  return looser.undecided.length + tighter.undecided.length > 0 ? "not_decided" : "equivalent";
}

function decided({ rule, payment, history, account }: Situation, first: ValidPolicy, second: ValidPolicy): Witness {
  const situation = { history, payment, ...(account === undefined ? {} : { account }) };
  return {
    ...(rule === undefined ? {} : { rule }),
    ...situation,
    before: decide(first.compiled, situation),
    after: decide(second.compiled, situation),
  };
}

/** Each rule that is not the same in both, with what the first policy becomes by this change alone. */
function changesOf(first: ValidPolicy, second: ValidPolicy, options: EngineOptions): RuleChange[] {
  return pairRules(first.policy.rules, second.policy.rules).map(({ before, after }) => {
    const replacement = after === undefined ? [] : [second.policy.rules[after] as Rule];
    const at = before ?? first.policy.rules.length;
    const rules = first.policy.rules.toSpliced(at, before === undefined ? 0 : 1, ...replacement);
    const compiled = compilePolicy({ ...first.policy, rules }, options);
    const changed: ValidPolicy = { compiled, policy: compiled.policy as SpendingPolicy };
    const verdict = verdictOf(relate(changed, first, options, "looser"), relate(first, changed, options, "tighter"));
    return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }), verdict };
  });
}
