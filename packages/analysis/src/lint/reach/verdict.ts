import { type Rule, type RuleOf, toUnits } from "@spendrail/model";
import type { Subject } from "../rule.js";
import { covers, isEqual, selectorOf, sharesBudget } from "./covers.js";
import { MOST_COMPARED, type NeverBinding, neverBinding } from "./never-binding.js";

/** How a rule that never binds came to be so. */
export type Reason =
  /** An approval above what passes at all. */
  | "approval"
  /** Another limit over the same time or a longer one is as tight or tighter. */
  | "implied"
  /** The sums do not add up to it. */
  | "unreachable";

interface Answer {
  readonly never: readonly NeverBinding[];
  readonly specials: readonly LooserSpecial[];
}

/** Several rules ask the same of one policy. */
const answers = new WeakMap<Subject, Answer>();

function answerFor(subject: Subject): Answer {
  const known = answers.get(subject);
  if (known !== undefined) return known;
  const never = neverBinding(subject);
  const answer = { never, specials: findSpecials(subject, new Set(never.map(({ index }) => index))) };
  answers.set(subject, answer);
  return answer;
}

/** The rules that never bind for this reason. Each has one reason. */
export function neverBindingBy(reason: Reason, subject: Subject): NeverBinding[] {
  const { never, specials } = answerFor(subject);
  const special = new Set(specials.map(({ index }) => index));
  return never.filter((found) => !special.has(found.index) && reasonFor(found, subject) === reason);
}

/** The limits for special payments that no general limit leaves any room for. */
export function looserSpecials(subject: Subject): readonly LooserSpecial[] {
  return answerFor(subject).specials;
}

function reasonFor({ index, bound }: NeverBinding, { policy }: Subject): Reason {
  const rule = policy.rules[index];
  const [first, second] = bound.from;
  const other = policy.rules[first];
  if (rule?.kind === "approval") return "approval";
  if (rule === undefined || other === undefined || second !== undefined || bound.windows !== 1) return "unreachable";
  const isLikewise = "per" in rule && "per" in other && isEqual(rule.per, other.per);
  return isLikewise || (isWindow(rule) && isWindow(other)) ? "implied" : "unreachable";
}

/** A limit for special payments, and one over the same time that holds for them too and is as tight or tighter. */
export interface LooserSpecial {
  readonly index: number;
  /** The general limits, at least one. */
  readonly generals: readonly number[];
  /** The special limit never decides; otherwise it can around a reset of the general one. */
  readonly never: boolean;
}

function findSpecials(subject: Subject, never: ReadonlySet<number>): LooserSpecial[] {
  const { rules } = subject.policy;
  if (rules.length > MOST_COMPARED) return [];
  return rules.flatMap((rule, index) => {
    if (!isCap(rule) || rule.on === undefined) return [];
    const generals = rules.flatMap((other, place) => (isGeneralTo(other, rule, subject) ? [place] : []));
    return generals.length === 0 ? [] : [{ index, generals, never: never.has(index) }];
  });
}

function isGeneralTo(other: Rule, rule: Rule, subject: Subject): boolean {
  if (!isCap(rule) || !isCap(other) || other.kind !== rule.kind || !isEqual(other.per, rule.per)) return false;
  const difference = toUnits(String(rule.max)) - toUnits(String(other.max));
  const isAsTight = difference > 0n || (difference === 0n && (isExclusive(other) || !isExclusive(rule)));
  return isAsTight && isNarrower(rule, other) && sharesBudget(other, rule) && covers(other, rule, subject.categories);
}

function isCap(rule: Rule): rule is RuleOf<"limit"> | RuleOf<"velocity"> {
  return rule.kind === "limit" || rule.kind === "velocity";
}

function isExclusive(rule: Rule): boolean {
  return rule.kind === "limit" && rule.exclusive === true;
}

/** Whether the rule names payments of its own. */
function isNarrower(rule: Rule, other: Rule): boolean {
  return selectorOf(rule) !== undefined && !isEqual(selectorOf(rule), selectorOf(other));
}

function isWindow(rule: Rule): boolean {
  return "per" in rule && typeof rule.per === "object";
}

/** Whether the rule's figure lies above the bound, so that it is not even reached. */
export function isBeyond({ index, bound }: NeverBinding, { policy }: Subject): boolean {
  const rule = policy.rules[index];
  const figure = rule?.kind === "limit" || rule?.kind === "velocity" ? String(rule.max) : "0";
  return toUnits(bound.most) < toUnits(figure);
}
