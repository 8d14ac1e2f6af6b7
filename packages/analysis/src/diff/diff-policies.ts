import { compilePolicy, type EngineOptions } from "@spendrail/engine";
import type { Rule, SpendingPolicy } from "@spendrail/model";
import { decide } from "../witness/find-difference.js";
import type { ValidPolicy } from "./compare.js";
import { pairRules, type RulePair } from "./pair-rules.js";
import type { DiffVerdict, Permissiveness, PolicyDiff, PolicyIssue, Witness } from "./policy-diff.js";
import { howLoose, type Relation, relations, type Situation } from "./relate.js";

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
  const { looser, tighter } = relations(first, second, options);
  const verdict = verdictOf({ looser, tighter });
  const settings = SETTINGS.filter((key) => first.policy[key] !== second.policy[key]);
  const pairs = pairRules(first.policy.rules, second.policy.rules);
  const isAll = pairs.length === 1 && settings.length === 0;
  return {
    ok: true,
    verdict,
    loosenings: looser.witnesses.map((witness) => decided(witness, first, second)),
    tightenings: tighter.witnesses.map((witness) => decided(witness, first, second)),
    undecided: [...looser.undecided, ...tighter.undecided],
    rules: pairs.map((pair) => ({ ...pair, verdict: isAll ? verdict : verdictAlone(pair, first, second, options) })),
    settings,
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
  const { witnesses, undecided } = howLoose(first, second, options);
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

function verdictOf({ looser, tighter }: { looser: Relation; tighter: Relation }): DiffVerdict {
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

/** What the first policy becomes by one change alone. */
function verdictAlone(pair: RulePair, first: ValidPolicy, second: ValidPolicy, options: EngineOptions): DiffVerdict {
  const { before, after } = pair;
  const replacement = after === undefined ? [] : [second.policy.rules[after] as Rule];
  const at = before ?? first.policy.rules.length;
  const rules = first.policy.rules.toSpliced(at, before === undefined ? 0 : 1, ...replacement);
  const compiled = compilePolicy({ ...first.policy, rules }, options);
  const changed: ValidPolicy = { compiled, policy: compiled.policy as SpendingPolicy };
  return verdictOf(relations(first, changed, options));
}
