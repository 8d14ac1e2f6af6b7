import type { Ledger, PolicySetting } from "@spendrail/ledger";
import type { Rule, SpendingPolicy } from "@spendrail/model";

export const MERCHANTS = ["openai.com", "aws.amazon.com", "github.com"];
const SHARED = ["shared-1", "shared-2"];
/** Has no budget above it, and so little money that payments race for what others give back. */
const ALONE = "alone";

/** The account that only one process spends from. */
const ownOf = (process: number) => `own-${process}`;

/** The accounts a process spends from. */
export function accountsOf(process: number): readonly string[] {
  return [...SHARED, ownOf(process), ALONE];
}

/** Every account with its parents and its rules: agents of two teams of one organisation, and one by itself. */
export function allAccounts(processes: number): readonly Funded[] {
  const own = Array.from({ length: processes }, (_, process) => ownOf(process));
  return [
    { account: "org", parents: [], rules: [anchored(700), lifetime] },
    ...[1, 2].map((team) => ({ account: `team-${team}`, parents: ["org"], rules: [sliding(300), perHour, lifetime] })),
    ...SHARED.map((account, n) => ({
      account,
      parents: [`team-${n + 1}`],
      rules: [sliding(200), byMerchant, lifetime],
    })),
    ...own.map((account, n) => ({ account, parents: [`team-${(n % 2) + 1}`], rules: [sliding(120)] })),
    { account: ALONE, parents: [], rules: [{ kind: "limit", per: "lifetime", max: "60", exclusive: true }] },
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

function sliding(dollars: number): Rule {
  return { kind: "limit", per: { type: "sliding", duration: "PT1S" }, max: String(dollars) };
}

function anchored(dollars: number): Rule {
  return { kind: "limit", per: { type: "anchored", duration: "PT2S" }, max: String(dollars) };
}

const byMerchant: Rule = { kind: "limit", per: { type: "anchored", duration: "PT2S" }, max: "150", by: "merchant" };
const lifetime: Rule = { kind: "limit", per: "lifetime", max: "1000000" };
const perHour: Rule = { kind: "velocity", per: { type: "calendar", unit: "hour" }, max: 1_000_000 };
