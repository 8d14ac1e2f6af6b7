import type { CheckName } from "@spendrail/model";
import type { CompiledOf, CompiledRule } from "./compiled-rule.js";

/** A rule that caps money or count. */
export type CapRule = CompiledOf<"limit"> | CompiledOf<"velocity">;

/** The caps of a policy by the check that judges them, each in source order. */
export interface Caps {
  readonly perTransaction: readonly CapRule[];
  readonly total: readonly CapRule[];
  readonly windowMoney: readonly CapRule[];
  readonly windowCount: readonly CapRule[];
  readonly merchant: readonly CapRule[];
}

export function groupCaps(rules: readonly CompiledRule[]): Caps {
  const caps = rules.filter((rule): rule is CapRule => rule.rule.kind === "limit" || rule.rule.kind === "velocity");
  const windows = caps.filter((cap) => capCheck(cap) === "windows");
  return {
    perTransaction: caps.filter((cap) => capCheck(cap) === "per_transaction"),
    total: caps.filter((cap) => capCheck(cap) === "total"),
    windowMoney: windows.filter(({ rule }) => rule.kind === "limit"),
    windowCount: windows.filter(({ rule }) => rule.kind === "velocity"),
    merchant: caps.filter((cap) => capCheck(cap) === "merchant"),
  };
}

/** The check that judges a cap: check 8 for one that says who is paid or splits its budget, else by its period. */
function capCheck({ rule, on }: CapRule): CheckName {
  if (rule.by !== undefined || on?.who !== undefined || on?.merchantHistory !== undefined) return "merchant";
  if (rule.per === "transaction") return "per_transaction";
  return rule.per === "lifetime" ? "total" : "windows";
}
