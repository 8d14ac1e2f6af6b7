import { moneyOf } from "../compile/subject.js";
import type { Context } from "../judge/context.js";
import { fail, figuresOf, PASS, type Verdict } from "../judge/verdict.js";
import { currencyAmount } from "../message.js";

/** Check 7: the money at hand, then what has to stay of it. Skipped when the balance is not known. */
export function checkBalance(context: Context): Verdict {
  const { balance, rules } = context;
  const reserves = rules.ofKind("reserve").filter((reserve) => context.applies(reserve) === "yes");
  if (balance === undefined) {
    const notes = reserves.map(({ index }) => ({ rule: index, note: `reserve in rule ${index} not verified` }));
    return { result: "skip", note: "the balance is not known", notes };
  }
  const money = moneyOf(context.subject);
  const amount = (units: bigint) => currencyAmount(units, rules.policy.currency);
  if (money > balance) {
    const message = `Payment of ${amount(money)} exceeds the balance of ${amount(balance)}`;
    return fail({ code: "insufficient_balance", message, figures: figuresOf(balance, 0n, money) });
  }
  for (const { figure: keep, index } of reserves) {
    if (balance - money < keep) {
      const free = balance > keep ? balance - keep : 0n;
      const left = `would leave ${amount(balance - money)} of ${amount(balance)}, and ${amount(keep)} must stay`;
      const figures = { ...figuresOf(keep, 0n, money), remaining: figuresOf(free, 0n, money).limit };
      return fail({ code: "balance_reserve", message: `Payment of ${amount(money)} ${left}`, rule: index, figures });
    }
  }
  return PASS;
}
