import type { LedgerEvent, LedgerOptions, SpendSnapshot, Sum } from "@spendrail/ledger";
import { formatInstant, type Payment, parseInstant, type Rule, toUnits } from "@spendrail/model";
import { AccountState } from "./account-state.js";
import type { Fault, FaultKind } from "./fault.js";
import { amountsOf, isSettling, type ReplayedSpend, settle } from "./spend-state.js";

type Told<Type extends LedgerEvent["type"]> = Extract<LedgerEvent, { type: Type }>;

/** Names a spend among those of all accounts. */
export function spendId(account: string, payment: string): string {
  return JSON.stringify([account, payment]);
}

/** Goes through the records of all accounts in the order in which they were written, and adds everything up anew. */
export class Replay {
  readonly faults: Fault[] = [];
  /** Every spend that was ever held. */
  readonly spends = new Map<string, ReplayedSpend>();
  /** The ids of payments that were denied, and not held before. */
  readonly denied = new Set<string>();
  readonly #accounts = new Map<string, AccountState>();
  readonly #options: Pick<LedgerOptions, "engine" | "rates">;

  constructor(options: Pick<LedgerOptions, "engine" | "rates">) {
    this.#options = options;
  }

  account(name: string): AccountState {
    const state = this.#accounts.get(name) ?? new AccountState(name, this.#options);
    this.#accounts.set(name, state);
    return state;
  }

  take(event: LedgerEvent): void {
    switch (event.type) {
      case "policy.changed":
        this.account(event.account).setPolicy(event.body.version);
        break;
      case "account.parents_changed":
        this.account(event.account).parents = event.body.parents;
        break;
      case "payment.approved":
      case "approval.requested":
        this.#hold(event);
        break;
      case "payment.denied":
        if (event.body.approval === undefined) this.#deny(event);
        else this.#end(event, event.body.payment.id, "denied");
        break;
      case "approval.rejected":
        this.#end(event, event.body.payment, "rejected");
        break;
      default:
        if (isSettling(event)) this.#settle(event);
    }
  }

  #hold(event: Told<"payment.approved" | "approval.requested">): void {
    const { account, body } = event;
    const id = spendId(account, body.payment.id);
    const before = this.spends.get(id);
    const isApproval = event.type === "payment.approved" && before?.state === "pending";
    if (before !== undefined && !isApproval)
      this.#fault("twice", account, body.payment.id, `${event.type} comes again`);
    for (const name of before?.path ?? []) this.account(name).remove(id);
    const spend = this.#held(event, body.payment, body.hold);
    this.spends.set(id, spend);
    for (const name of spend.path) this.account(name).count(id, spend);
    if (toUnits(body.hold.held) !== toUnits(body.payment.amount)) {
      this.#fault("impossible", account, body.payment.id, `${body.hold.held} is held of ${body.payment.amount}`);
    }
    this.#checkLimits(spend, Math.max(spend.atMs, parseInstant(event.recordedAt) as number));
  }

  #held({ account, at }: LedgerEvent, stated: Payment, hold: SpendSnapshot): ReplayedSpend {
    const path = this.#pathOf(account);
    const atMs = parseInstant(at) as number;
    const { merchant = "" } = stated;
    const knownTo = new Set(path.filter((name) => this.account(name).merchants.has(merchant)));
    const first = path.map((name) => this.account(name).policyAt(atMs)).find((policy) => policy !== undefined);
    const currency = stated.currency ?? (stated.token === undefined ? first?.compiled.policy?.currency : undefined);
    const payment = { ...stated, ...(currency === undefined ? {} : { currency }), at: formatInstant(atMs) };
    return {
      payment,
      atMs,
      path,
      knownTo,
      ...amountsOf(hold),
      reopened: 0n,
      isApproved: hold.state === "held",
      steps: new Set(),
    };
  }

  /** The account, then its parents, then theirs. */
  #pathOf(account: string): string[] {
    const path = new Set([account]);
    for (const name of path) for (const parent of this.account(name).parents) path.add(parent);
    return [...path];
  }

  #checkLimits(spend: ReplayedSpend, nowMs: number): void {
    for (const name of spend.path) {
      const policy = this.account(name).policyAt(nowMs);
      for (const [index, recount] of policy?.recounts ?? []) {
        const rule = policy?.compiled.policy?.rules[index] as Rule;
        for (const total of recount.totalsOf(spend)) {
          if (isWithin(rule, total)) continue;
          const message = `rule ${index} of "${name}" was exceeded: ${total.money} units in ${total.count} payments`;
          this.#fault("over_limit", spend.payment.account, spend.payment.id, message);
        }
      }
    }
  }

  #settle(event: Extract<LedgerEvent, { body: { spend: SpendSnapshot } }>): void {
    const { account } = event;
    const { payment } = event.body.spend;
    const id = spendId(account, payment);
    const before = this.spends.get(id);
    if (before === undefined) {
      this.#fault("impossible", account, payment, `${event.type} of what was never held`);
      return;
    }
    const { after, wrong } = settle(before, event);
    for (const kind of wrong) this.#fault(kind, account, payment, `${event.type} at record ${event.sequence}`);
    this.spends.set(id, after);
    for (const name of after.path) {
      this.account(name).change(id, after);
      if (event.type === "payment.captured" && after.payment.merchant !== undefined) {
        this.account(name).merchants.add(after.payment.merchant);
      }
    }
  }

  #deny({ account, body }: Told<"payment.denied">): void {
    const id = spendId(account, body.payment.id);
    if (this.denied.has(id) || this.spends.has(id)) {
      this.#fault("twice", account, body.payment.id, "it was decided before it was denied");
    }
    this.denied.add(id);
  }

  /** A payment that waited for people is given up. */
  #end({ account }: LedgerEvent, payment: string, state: "denied" | "rejected"): void {
    const id = spendId(account, payment);
    const before = this.spends.get(id);
    if (before?.state !== "pending") {
      this.#fault("impossible", account, payment, `it is ${state} without waiting`);
      return;
    }
    const after: ReplayedSpend = { ...before, state, held: 0n };
    this.spends.set(id, after);
    for (const name of after.path) this.account(name).change(id, after);
  }

  #fault(kind: FaultKind, account: string, payment: string, what: string): void {
    this.faults.push({ kind, account, payment, message: `Payment "${payment}" of "${account}": ${what}.` });
  }
}

/** Whether a budget keeps its rule. Rules that only ask for people or look for duplicates cap nothing. */
function isWithin(rule: Rule, { money, count }: Sum): boolean {
  if (rule.kind === "velocity") return count <= rule.max;
  if (rule.kind !== "limit") return true;
  return rule.exclusive === true ? money < toUnits(rule.max) : money <= toUnits(rule.max);
}
