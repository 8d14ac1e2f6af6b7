import {
  CATEGORY_MCCS,
  type CategoryIndex,
  indexCategories,
  type Payment,
  policyDigest,
  type RuleKind,
  type SpendingPolicy,
} from "@spendrail/model";
import type { EngineOptions } from "../options.js";
import { type Caps, groupCaps } from "./cap.js";
import { type CompiledOf, type CompiledRule, compileRule, instantMs } from "./compiled-rule.js";
import { compileCounting } from "./counting.js";
import { type Conversion, compileConversion } from "./currency.js";
import { type Subject, subjectOf } from "./subject.js";

/** A policy prepared for deciding. */
export interface CompiledRules {
  readonly policy: SpendingPolicy;
  readonly digest: string;
  readonly options: EngineOptions;
  /** The policy's validity, `[validFromMs, validUntilMs)`. */
  readonly validFromMs: number;
  readonly validUntilMs: number;
  readonly conversion: Conversion;
  /** @param payment in the canonical form that `readPayment` returns */
  read(payment: Payment): Subject;
  /** Every rule, at its index in `policy.rules`. */
  readonly all: readonly CompiledRule[];
  /** The rules that cap money or count. */
  readonly caps: Caps;
  readonly categories: CategoryIndex;
  /** The rules of one kind in source order. */
  ofKind<K extends RuleKind>(kind: K): readonly CompiledOf<K>[];
}

/** @param policy in canonical form. Throws on what is not, and on malformed options; `compilePolicy` checks first. */
export function compileRules(policy: SpendingPolicy, options: EngineOptions): CompiledRules {
  const conversion = compileConversion(policy.currency, options);
  const categories = remembering(indexCategories({ ...CATEGORY_MCCS, ...options.categories }));
  const read = (payment: Payment) => subjectOf(payment, conversion, categories);
  const all = policy.rules.map((rule, index) => {
    const compiled = compileRule(rule, index, policy.timeZone ?? "UTC");
    const counting = compileCounting(compiled, policy, options, conversion, read);
    return counting === undefined ? compiled : { ...compiled, counting };
  });
  const byKind = new Map<RuleKind, CompiledRule[]>();
  for (const rule of all) byKind.set(rule.rule.kind, [...(byKind.get(rule.rule.kind) ?? []), rule]);
  return {
    policy,
    digest: policyDigest(policy),
    options,
    validFromMs: instantMs(policy.validFrom, Number.NEGATIVE_INFINITY),
    validUntilMs: instantMs(policy.validUntil, Number.POSITIVE_INFINITY),
    conversion,
    read,
    categories,
    all,
    caps: groupCaps(all),
    ofKind: <K extends RuleKind>(kind: K) =>
      (byKind.get(kind) ?? []) as readonly CompiledRule[] as readonly CompiledOf<K>[],
  };
}

/** The same index, which looks each MCC up once: there are ten thousand at most. */
function remembering(index: CategoryIndex): CategoryIndex {
  const known = new Map<string, readonly string[]>();
  return {
    get(mcc) {
      const found = known.get(mcc) ?? Object.freeze(index.get(mcc));
      known.set(mcc, found);
      return found;
    },
  };
}
