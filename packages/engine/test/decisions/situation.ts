import { type Account, createMemoryHistory, type EngineOptions, evaluate } from "@spendrail/engine";
import type { Decision, Payment, Rule, SpendingPolicy } from "@spendrail/model";

/** What a payment meets: the policy's rules and settings, the spends before it, the account. */
export interface Situation {
  rules?: Rule[];
  policy?: Partial<Omit<SpendingPolicy, "rules">>;
  /** Changes to the usual payment; `undefined` takes a field away. */
  payment?: { [Field in keyof Payment]?: Payment[Field] | undefined };
  /** Earlier spends, as changes to the usual payment. */
  spends?: Partial<Payment>[];
  account?: Account;
  options?: EngineOptions;
}

/** 10 USDC to OpenAI, at noon on a Wednesday. */
export const USUAL_PAYMENT: Payment = {
  id: "payment-1",
  account: "research-agent",
  amount: "10",
  merchant: "openai.com",
  mcc: "5734",
  scope: "compute",
  token: "USDC",
  chain: "base",
  recipient: "0x00000000000000000000000000000000000000aa",
  country: "US",
  driftScore: "0.1",
  at: "2026-03-04T12:00:00Z",
};

export function decide({ rules = [], policy, payment, spends = [], account, options }: Situation): Decision {
  const history = createMemoryHistory();
  for (const spend of spends) {
    const recording = history.record({ ...USUAL_PAYMENT, ...spend });
    if (!recording.ok) throw new Error(JSON.stringify(recording.issues));
  }
  return evaluate({ version: 1, currency: "USD", ...policy, rules }, stated({ ...USUAL_PAYMENT, ...payment }), {
    history,
    ...(account === undefined ? {} : { account }),
    ...(options === undefined ? {} : { options }),
  });
}

function stated(payment: object): object {
  return Object.fromEntries(Object.entries(payment).filter(([, value]) => value !== undefined));
}

/** One situation that has what both have; the first wins where they contradict each other. */
export function both(first: Situation, second: Situation): Situation {
  return {
    rules: [...(first.rules ?? []), ...(second.rules ?? [])],
    policy: { ...second.policy, ...first.policy },
    payment: { ...second.payment, ...first.payment },
    spends: [...(first.spends ?? []), ...(second.spends ?? [])],
    account: { ...second.account, ...first.account },
    options: { ...second.options, ...first.options },
  };
}
