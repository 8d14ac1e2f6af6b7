import {
  type CompiledPolicy,
  createMemoryHistory,
  type Decision,
  evaluate,
  fromUnits,
  type MemoryHistory,
  type Payment,
  toUnits,
} from "spendrail";

/** A payment and what became of it. */
export interface Judged {
  payment: Payment;
  decision: Decision;
}

/** A finished run: every payment judged, and what was spent. */
export interface Run {
  judged: Judged[];
  history: MemoryHistory;
  /** What is left of the starting balance, by account; empty where no balance was given. */
  balances: Map<string, string>;
}

/**
 * Judges payments in their order. Each approved one is made at once: it is recorded as spent and taken from its account's
 * balance. One that needs approval waits for a human who is not here, and counts as not spent.
 *
 * @param balance what every account holds at the start, in the policy's currency; absent: not known
 */
export function judgeAll(policy: CompiledPolicy, payments: Payment[], balance: string | undefined): Run {
  const history = createMemoryHistory();
  const balances = new Map<string, string>();
  const judged = payments.map((payment) => {
    const left = balances.get(payment.account) ?? balance;
    const decision = evaluate(policy, payment, { history, account: left === undefined ? {} : { balance: left } });
    const made = decision.outcome === "approve";
    if (made) history.record(payment);
    if (left !== undefined) balances.set(payment.account, made ? afterwards(left, payment) : left);
    return { payment, decision };
  });
  return { judged, history, balances };
}

/** An approved payment is in the policy's currency or pegged to it, so that its money is the balance's money. */
function afterwards(balance: string, { amount, fee = "0" }: Payment): string {
  return fromUnits(toUnits(balance) - toUnits(amount) - toUnits(fee));
}
