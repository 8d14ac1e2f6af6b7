import { diffPolicies } from "@spendrail/analysis";
import { parsePolicy } from "@spendrail/language";
import type { Comparison } from "./api.js";

export function compare(before: string, after: string): Comparison {
  const [one, other] = [parsePolicy(before), parsePolicy(after)];
  if (!one.ok) return { ok: false, message: "The text to compare with is not a policy yet." };
  if (!other.ok) return { ok: false, message: "The policy cannot be read yet: see the marks in the editor." };
  const diff = diffPolicies(one.policy, other.policy);
  if (!diff.ok) return { ok: false, message: diff.issues[0]?.message ?? "The policies cannot be compared." };
  const { loosenings, tightenings, undecided, verdict } = diff;
  return { ok: true, verdict, loosenings, tightenings, undecided: undecided.map(({ message }) => message) };
}
