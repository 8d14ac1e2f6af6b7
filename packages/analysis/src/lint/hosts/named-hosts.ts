import type { Rule } from "@spendrail/model";
import { selectorOf } from "../reach/covers.js";
import { withoutEntry } from "../reach/lists.js";
import type { PolicyChange, Subject, Where } from "../rule.js";
import { spellingsOfValue } from "../words.js";
import { type RegisteredName, registeredNameOf } from "./registered-name.js";

/** A host that a policy names as one to pay: on an allow list, or in a limit or an approval. */
export interface NamedHost {
  readonly merchant: string;
  readonly registered: RegisteredName;
  readonly rule: Rule;
  readonly index: number;
  readonly at: Where;
}

/** The hosts that the policy names but does not block, each at its first place. */
export function namedHosts({ policy }: Subject): NamedHost[] {
  const found = new Map<string, NamedHost>();
  for (const [index, rule] of policy.rules.entries()) {
    if (rule.kind === "block") continue;
    const key = rule.kind === "allow" ? "only" : "on";
    for (const [place, merchant] of (selectorOf(rule)?.merchants ?? []).entries()) {
      const registered = found.has(merchant) ? undefined : registeredNameOf(merchant);
      if (registered === undefined) continue;
      const at = { rule: index, path: `/${key}/merchants/${place}`, words: spellingsOfValue(merchant, "merchants") };
      found.set(merchant, { merchant, registered, rule, index, at });
    }
  }
  return [...found.values()];
}

/** Takes a host off its allow list, where another stays on it. */
export function withoutHost({ merchant, rule, index }: NamedHost): PolicyChange[] {
  if (rule.kind !== "allow") return [];
  const only = withoutEntry(rule.only, { key: "merchants", value: merchant }, ["merchants", "categories", "mccs"]);
  if (only === undefined) return [];
  return [{ title: `Take ${merchant} off the list`, effect: "tightens", rules: new Map([[index, { ...rule, only }]]) }];
}

/** Puts another host in the place of one on an allow list. */
export function withHost({ merchant, rule, index }: NamedHost, other: string): PolicyChange[] {
  if (rule.kind !== "allow") return [];
  const merchants = (rule.only.merchants ?? []).map((one) => (one === merchant ? other : one)).sort();
  const changed: Rule = { ...rule, only: { ...rule.only, merchants } };
  return [{ title: `Did you mean ${other}?`, effect: "loosens", rules: new Map([[index, changed]]) }];
}
