import { type CompiledPolicy, compilePolicy, type EngineOptions } from "@spendrail/engine";
import { type Amount, fromUnits, type Payment, type Rule, type SpendingPolicy, toUnits } from "@spendrail/model";
import type { Judged } from "./policy-run.js";

/** A limit of which a payment that passed left less than a twentieth, or nothing. Plain data. */
export interface NearLimit {
  /** Index into `policy.rules` of the limit or velocity rule. */
  rule: number;
  /** What the rule had counted, this payment included: money in the policy's currency, or payments. */
  used: Amount;
  max: Amount;
}

/** A limit that counts over time: its maximum in units of money, or in payments. */
interface Cap {
  readonly counts: "money" | "payments";
  readonly max: bigint;
}

/** A limit on each payment, and a policy that denies exactly the payments near it. */
interface SingleCap {
  readonly rule: number;
  readonly max: Amount;
  readonly near: CompiledPolicy;
}

/** A use is near its maximum from 19 twentieths on. */
const isNear = (used: bigint, max: bigint) => used * 20n >= max * 19n;

/** Finds the limits of one policy that a payment came near. */
export class NearLimits {
  readonly #caps: readonly (Cap | undefined)[];
  readonly #single: readonly SingleCap[];

  constructor(policy: SpendingPolicy, options?: EngineOptions) {
    this.#caps = policy.rules.map(capOf);
    this.#single = policy.rules.flatMap((rule, index) => {
      if (rule.kind !== "limit" || rule.per !== "transaction") return [];
      const tighter: Rule = { ...rule, max: fromUnits((toUnits(rule.max) * 19n) / 20n), exclusive: true };
      return [{ rule: index, max: rule.max, near: compilePolicy({ ...policy, rules: [tighter] }, options) }];
    });
  }

  /** @param judged of a payment that was not denied */
  of(payment: Payment, judged: Judged): NearLimit[] {
    return [...this.#counted(payment, judged), ...this.#each(payment, judged)];
  }

  #counted(payment: Payment, { needs, facts: { knownMerchant = false, totals } }: Judged): NearLimit[] {
    return needs.totals.flatMap(({ rule, selection }, index) => {
      const cap = this.#caps[rule];
      const total = totals[index];
      if (cap === undefined || total === undefined) return [];
      const added = selection.membership(payment, knownMerchant);
      if (added === undefined) return [];
      const used = cap.counts === "money" ? total.money + added.money : BigInt(total.count) + 1n;
      if (!isNear(used, cap.max)) return [];
      const shown = cap.counts === "money" ? fromUnits : String;
      return [{ rule, used: shown(used), max: shown(cap.max) }];
    });
  }

  #each(payment: Payment, { facts: { knownMerchant } }: Judged): NearLimit[] {
    const facts = { totals: [], ...(knownMerchant === undefined ? {} : { knownMerchant }) };
    return this.#single.flatMap(({ rule, max, near }) => {
      const { figures } = near.decide(payment, facts);
      return figures === undefined ? [] : [{ rule, used: figures.attempted, max }];
    });
  }
}

function capOf(rule: Rule): Cap | undefined {
  if (rule.kind === "velocity") return { counts: "payments", max: BigInt(rule.max) };
  if (rule.kind === "limit" && rule.per !== "transaction") return { counts: "money", max: toUnits(rule.max) };
  return undefined;
}
