import type { Rule, Selector } from "@spendrail/model";
import type { FixEffect } from "../../finding.js";
import { registeredNameOf } from "../../hosts/registered-name.js";
import { statementOf } from "../../place.js";
import { selectorOf } from "../../reach/covers.js";
import { allowEntries, hasAllowlist } from "../../reach/lists.js";
import { patternCovers } from "../../reach/selectors.js";
import type { LintRule, PolicyChange, Subject } from "../../rule.js";

/** A domain without its subdomains: `api.openai.com` is another merchant than `openai.com`. */
export const bareDomain: LintRule = {
  severity: "info",
  summary: "A rule names a domain, and its subdomains are other merchants.",
  check(subject) {
    return subject.policy.rules.flatMap((rule, index) => {
      const on = selectorOf(rule);
      const bare = (on?.merchants ?? []).filter((merchant) => isBare(merchant, rule, index, subject));
      const [first] = bare;
      if (on === undefined || first === undefined) return [];
      const change = withSubdomains(rule, on, index, bare);
      return [
        {
          at: { rule: index, words: bare.length === 1 ? [first] : [] },
          message: `${bare.join(", ")} ${bare.length === 1 ? "does" : "do"} not include subdomains: a payment to api.${first} is ${consequence(rule)}.`,
          ...(change && { changes: [change] }),
        },
      ];
    });
  },
};

function consequence(rule: Rule): string {
  if (rule.kind === "allow") return "denied";
  return rule.kind === "block" ? "not blocked" : "free of this rule";
}

/** Whether a bare domain stands there as such, the policy never speaks of its subdomains, and they are not denied anyway. */
function isBare(merchant: string, rule: Rule, index: number, subject: Subject): boolean {
  const registered = registeredNameOf(merchant);
  if (registered === undefined || registered.below !== "" || merchant.startsWith("*.")) return false;
  const { policy, source } = subject;
  const statement = source === undefined ? undefined : statementOf(index, source)?.range;
  const written = statement === undefined ? merchant : source?.text.slice(statement.start, statement.end).toLowerCase();
  if (written?.includes(merchant) !== true) return false;
  const speaksOfThem = policy.rules.some((other) =>
    [selectorOf(other), other.except].some((on) => on?.merchants?.some((one) => one.endsWith(`.${merchant}`))),
  );
  return !speaksOfThem && (rule.kind === "allow" || !areDenied(merchant, subject));
}

/** Whether an allow list by names keeps the subdomains out. */
function areDenied(merchant: string, subject: Subject): boolean {
  const keys = ["merchants", "categories", "mccs"] as const;
  const allowed = allowEntries(subject, keys);
  const isByName = allowed.every(({ key }) => key === "merchants");
  return hasAllowlist(subject, keys) && isByName && !allowed.some(({ value }) => patternCovers(value, `*.${merchant}`));
}

function withSubdomains(rule: Rule, on: Selector, index: number, bare: readonly string[]): PolicyChange | undefined {
  const merchants = [...(on.merchants ?? []), ...bare.map((merchant) => `*.${merchant}`)].sort();
  const key = rule.kind === "allow" ? "only" : rule.kind === "block" ? "what" : "on";
  const effect = effectOf(rule);
  const changed = { ...rule, [key]: { ...on, merchants } } as Rule;
  return effect && { title: "Add the subdomains", effect, rules: new Map([[index, changed]]) };
}

/** A window that opens at the first spend would open at others, so that neither effect is certain. */
function effectOf(rule: Rule): FixEffect | undefined {
  if (rule.kind === "allow") return "loosens";
  const isAnchored = "per" in rule && typeof rule.per === "object" && rule.per.type === "anchored";
  return isAnchored ? undefined : "tightens";
}
