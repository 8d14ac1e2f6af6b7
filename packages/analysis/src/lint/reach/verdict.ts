import { type Rule, toUnits } from "@spendrail/model";
import type { Subject } from "../rule.js";
import { isEqual, selectorOf } from "./covers.js";
import { type NeverBinding, neverBinding } from "./never-binding.js";

/** How a rule that never binds came to be so. */
export type Reason =
  /** An approval above what passes at all. */
  | "approval"
  /** A limit for special payments, and a tighter one over the same time that holds for them too. */
  | "special"
  /** Another limit over the same time or a longer one is as tight or tighter. */
  | "implied"
  /** The sums do not add up to it. */
  | "unreachable";

/** Several rules ask the same of one policy. */
const answers = new WeakMap<Subject, NeverBinding[]>();

/** The rules that never bind for this reason. Each has one reason. */
export function neverBindingBy(reason: Reason, subject: Subject): NeverBinding[] {
  const all = answers.get(subject) ?? neverBinding(subject);
  answers.set(subject, all);
  return all.filter((found) => reasonFor(found, subject) === reason);
}

function reasonFor({ index, bound }: NeverBinding, { policy }: Subject): Reason {
  const rule = policy.rules[index];
  const [first, second] = bound.from;
  const other = policy.rules[first];
  if (rule?.kind === "approval") return "approval";
  if (rule === undefined || other === undefined || second !== undefined || bound.windows !== 1) return "unreachable";
  const isLikewise = "per" in rule && "per" in other && isEqual(rule.per, other.per);
  if (isLikewise && isNarrower(rule, other)) return "special";
  return isLikewise || (isWindow(rule) && isWindow(other)) ? "implied" : "unreachable";
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
