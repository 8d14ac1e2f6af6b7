import { type Amount, type Partition, type Per, type Rule, type SpendingPolicy, toUnits } from "@spendrail/model";

/** What one rule, or the balance, allows: money or payments over each window. */
export interface Cap {
  /** Index into `policy.rules`; absent: the balance itself. */
  readonly rule?: number;
  readonly counts: "money" | "payments";
  readonly per: Per;
  /** Money in units of 10^-18, or a number of payments: the most that still passes. */
  readonly max: bigint;
  readonly by?: Partition;
  /** An approval rule counts amounts without fees. */
  readonly withoutFees: boolean;
}

/**
 * Everything in a policy that caps money or payments.
 *
 * @param approvals whether people approve what they are asked to; if not, what needs approval does not leave, and a
 * threshold is a limit
 * @param balance money at hand; absent: not known, and reserves cap nothing
 */
export function capsOf(policy: SpendingPolicy, approvals: boolean, balance: Amount | undefined): Cap[] {
  const caps = policy.rules.flatMap((rule, index) => capOf(rule, index, approvals, balance));
  if (balance === undefined) return caps;
  return [...caps, { counts: "money", per: "lifetime", max: toUnits(balance), withoutFees: false }];
}

function capOf(rule: Rule, index: number, approvals: boolean, balance: Amount | undefined): Cap[] {
  const by = "by" in rule && rule.by !== undefined ? { by: rule.by } : {};
  switch (rule.kind) {
    case "limit": {
      const max = below(rule.max, rule.exclusive);
      return [{ rule: index, counts: "money", per: rule.per, max, ...by, withoutFees: false }];
    }
    case "velocity":
      return [{ rule: index, counts: "payments", per: rule.per, max: BigInt(rule.max), ...by, withoutFees: false }];
    case "approval": {
      if (approvals) return [];
      const max = rule.above === undefined ? 0n : below(rule.above, rule.inclusive);
      return [{ rule: index, counts: "money", per: rule.per ?? "transaction", max, ...by, withoutFees: true }];
    }
    case "reserve": {
      if (balance === undefined) return [];
      const free = toUnits(balance) - toUnits(rule.keep);
      return [{ rule: index, counts: "money", per: "lifetime", max: free > 0n ? free : 0n, withoutFees: false }];
    }
    default:
      return [];
  }
}

/** The largest money that is not above, or where the maximum itself is too much, below it. */
function below(max: Amount, isExcluded: true | undefined): bigint {
  const units = toUnits(max);
  return isExcluded && units > 0n ? units - 1n : units;
}
