import type { Ledger, PolicySetting } from "@spendrail/ledger";
import type { Rule, SpendingPolicy } from "@spendrail/model";

export const MERCHANTS = ["openai.com", "aws.amazon.com", "github.com"];
const SHARED = ["shared-1", "shared-2"];
/** Has no budget above it. */
const ALONE = "alone";

/** The account that only one process spends from. */
const ownOf = (process: number) => `own-${process}`;

/** The accounts a process spends from. */
export function accountsOf(process: number): readonly string[] {
  return [...SHARED, ownOf(process), ALONE];
}

/**
 * Every account with its parents and its rules: agents of two teams of one organisation, and one by itself. There is less
 * money than the payments ask for, so that they race for what others give back, however fast they are.
 */
export function allAccounts(processes: number, payments: number): readonly Funded[] {
  const own = Array.from({ length: processes }, (_, process) => ownOf(process));
  /** Dollars for each payment of the run. */
  const lifetime = (share: number): Rule => ({ kind: "limit", per: "lifetime", max: inCents(share * payments) });
  /** Dollars for each payment within five seconds, up to a thousand of them. */
  const window = (type: "sliding" | "anchored", share: number): Rule => ({
    kind: "limit",
    per: { type, duration: "PT5S" },
    max: inCents(share * Math.min(payments, 1000)),
  });
  const shared = [window("sliding", 0.08), { ...window("anchored", 0.04), by: "merchant" } as Rule, lifetime(0.25)];
  const perHour: Rule = { kind: "velocity", per: { type: "calendar", unit: "hour" }, max: payments };
  return [
    { account: "org", parents: [], rules: [window("anchored", 0.3), lifetime(0.8)] },
    ...[1, 2].map((team) => ({
      account: `team-${team}`,
      parents: ["org"],
      rules: [window("sliding", 0.15), perHour, lifetime(0.45), { kind: "approval", above: "3.25" } as Rule],
    })),
    ...SHARED.map((account, n) => ({ account, parents: [`team-${n + 1}`], rules: shared })),
    ...own.map((account, n) => ({
      account,
      parents: [`team-${(n % 2) + 1}`],
      rules: [window("sliding", 0.08), lifetime(0.2)],
    })),
    { account: ALONE, parents: [], rules: [{ ...lifetime(0.1), exclusive: true } as Rule] },
  ];
}

export interface Funded {
  readonly account: string;
  readonly parents: readonly string[];
  readonly rules: readonly Rule[];
}

/** Sets the policies and the parents. @returns why that failed; `undefined` when it did not */
export async function fund(ledger: Ledger, accounts: readonly Funded[]): Promise<string | undefined> {
  for (const { account, parents, rules } of accounts) {
    const policy: SpendingPolicy = { version: 1, currency: "USD", rules: [...rules] };
    const set: PolicySetting = await ledger.setPolicy({ account, policy, by: "owner" });
    if (!set.ok) return set.error.message;
    const put = await ledger.setParents({ account, parents, by: "owner" });
    if (!put.ok) return put.error.message;
  }
  return undefined;
}

/** A decimal string of whole cents. */
function inCents(dollars: number): string {
  return String(Math.round(dollars * 100) / 100);
}
