import type { PolicyDiff, Undecided, Witness } from "@spendrail/analysis";
import type { Decision, SpendingPolicy } from "@spendrail/model";

export type Compared = Extract<PolicyDiff, { ok: true }>;

/** The two policies, and what to call the second. */
export interface PolicyPair {
  readonly before: SpendingPolicy;
  readonly after: SpendingPolicy;
  readonly name: string;
}

export const VERDICTS: Readonly<Record<Compared["verdict"], string>> = {
  equivalent: "The two policies decide every payment alike.",
  tighter: "The change only tightens: it permits nothing that was not permitted.",
  looser: "The change loosens: it permits payments that were not permitted, and forbids none.",
  incomparable: "The change loosens and tightens: it permits some payments and forbids others.",
  not_decided: "It could not be decided whether the change loosens or tightens.",
};

const OUTCOMES: Readonly<Record<Decision["outcome"], string>> = {
  approve: "approved",
  require_approval: "needs approval",
  deny: "denied",
};

/** A witness in a few lines of plain text: the payment, what came before it, and the two decisions. */
export function witnessWords({ payment, history, account, before, after }: Witness): [label: string, text: string][] {
  const { id: _, account: __, ...facts } = payment;
  return [
    ["payment", factsOf(facts)],
    ...history.map((spend): [string, string] => ["after", factsOf({ ...spend, id: undefined, account: undefined })]),
    ...(account?.balance === undefined ? [] : [["balance", account.balance] as [string, string]]),
    ["was", `${OUTCOMES[before.outcome]}: ${before.message}`],
    ["is", `${OUTCOMES[after.outcome]}: ${after.message}`],
  ];
}

function factsOf(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");
}

/** What could not be decided, and why. */
export function undecidedWords({ direction, message }: Undecided): string {
  return `Not decided whether ${direction}: ${message}`;
}

/** A sentence for each key of the policies that is not the same in both. */
export function settingWords({ settings }: Compared, { before, after }: PolicyPair): string[] {
  return settings.map((key) => `${key} was ${before[key] ?? "not stated"} and is ${after[key] ?? "not stated"}.`);
}
