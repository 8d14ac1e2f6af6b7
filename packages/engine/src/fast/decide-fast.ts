import type { Decision } from "@spendrail/model";
import { approvedMessage } from "../approved-message.js";
import type { Facts, SpendHistory } from "../facts.js";
import { isMemoryHistory } from "../history/memory-history.js";
import type { Account } from "../options.js";
import { deniedByCap, deniedByList } from "./denied-fast.js";
import type { FastPayment } from "./fast-payment.js";
import { GivenFacts } from "./given-facts.js";
import { type FastFacts, judgeFast } from "./judge-fast.js";
import { MemoryFacts } from "./memory-facts.js";
import { microsOf } from "./micros.js";
import type { FastPlan } from "./plan.js";
import { readFast } from "./read-fast.js";
import { remedyFast } from "./remedy-fast.js";

// The fast path. It decides the payments that are most common, exactly as the exact path does (a property test holds the two
// together), and leaves all others to that: every function here may answer `undefined`, which says nothing.

/** `evaluate` on a history in memory, or on none. */
export function evaluateFast(
  plan: FastPlan,
  json: unknown,
  history: SpendHistory | undefined,
  account: Account | undefined,
): Decision | undefined {
  try {
    const balanceMicros = balanceOf(account);
    if (Number.isNaN(balanceMicros) || (history !== undefined && !isMemoryHistory(history))) return undefined;
    const payment = readFast(json, plan);
    if (payment === undefined) return undefined;
    const ofAccount = history?.accountInOrder(payment.account);
    const { merchant } = payment;
    const isKnown = merchant === undefined || !plan.asksIfKnown ? undefined : (ofAccount?.knows(merchant) ?? false);
    const facts = new MemoryFacts(plan.rules.all, ofAccount, isKnown, balanceMicros);
    return decided(plan, payment, facts, "history");
  } catch {
    return undefined;
  }
}

/** `decide` on facts that were fetched. */
export function decideFast(plan: FastPlan, json: unknown, facts: Facts): Decision | undefined {
  try {
    const { totals, lookup } = facts;
    if (plan.positions === undefined || totals.length !== plan.totals || totals.includes(undefined as never))
      return undefined;
    const balanceMicros = balanceOf(facts);
    if (Number.isNaN(balanceMicros)) return undefined;
    const payment = readFast(json, plan);
    if (payment === undefined) return undefined;
    const given = new GivenFacts(plan.positions, facts, payment.merchant, balanceMicros);
    return decided(plan, payment, given, lookup === undefined ? "nowhere" : "elsewhere");
  } catch {
    return undefined;
  }
}

/** @returns -1 where no balance is known; `NaN` for a frozen account and for a balance that is not plain */
function balanceOf(account: Account | undefined): number {
  if (account === undefined) return -1;
  const { balance, frozen } = account;
  if (frozen === true) return Number.NaN;
  if (balance === undefined) return -1;
  return typeof balance === "string" ? microsOf(balance) : Number.NaN;
}

/** @param remedyFrom where a remedy would be looked for: in the history at hand, nowhere, or by asking for other facts */
function decided(
  plan: FastPlan,
  payment: FastPayment,
  facts: FastFacts,
  remedyFrom: "history" | "nowhere" | "elsewhere",
): Decision | undefined {
  const verdict = judgeFast(plan, payment, facts);
  if (verdict === "passes") {
    const { interned } = payment;
    return {
      outcome: "approve",
      code: "ok",
      message: interned === undefined ? approvedMessage(payment) : `Payment of ${payment.amount}${interned.approved}`,
      check: "approval",
      trace: (facts.balanceMicros < 0 ? plan.passedWithoutBalance : plan.passed).slice(),
      policyDigest: plan.rules.digest,
    };
  }
  if (typeof verdict === "string" || plan.rules.options.explain === "all") return undefined;
  if (verdict.broken === undefined) return plan.hasTimedLists ? undefined : deniedByList(plan, payment, facts, verdict);
  if (remedyFrom === "elsewhere") return undefined;
  const remedy = remedyFrom === "nowhere" ? {} : remedyFast(plan, payment, facts, verdict.broken);
  return remedy === undefined ? undefined : deniedByCap(plan, payment, facts, verdict, verdict.broken, remedy);
}
